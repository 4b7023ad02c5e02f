#!/usr/bin/env bash
# Publishes _site/ to the host that HOST names. PREVIEW (a name such as pr-12) deploys a preview instead.
# The other variables that each host needs are listed in docs/hosting.md. In GitHub Actions, the step's output `url` is the
# address of the deployment.
set -euo pipefail
preview="${PREVIEW:-}"
log="$(mktemp)"
trap 'rm -f "$log"' EXIT

case "${HOST:?must name the host}" in
  cloudflare)
    config=(--config .github/hosts/wrangler.json --name "${WORKER:?must name the worker}")
    if [ -n "$preview" ]; then
      npx --yes wrangler@4.86.0 versions upload "${config[@]}" --preview-alias "$preview" | tee "$log"
    else
      npx --yes wrangler@4.86.0 deploy "${config[@]}" | tee "$log"
    fi
    ;;
  netlify)
    if [ -n "$preview" ]; then to=(--alias "$preview"); else to=(--prod); fi
    npx --yes netlify-cli@27.10.2 deploy --no-build --dir _site "${to[@]}" | tee "$log"
    ;;
  vercel)
    if [ -n "$preview" ]; then to=(--target=preview); else to=(--prod); fi
    npx --yes vercel@64.0.2 deploy _site --yes --token "${VERCEL_TOKEN:?}" "${to[@]}" | tee "$log"
    ;;
  cloudfront)
    if [ -n "$preview" ]; then echo "CloudFront has no previews."; exit 0; fi
    # Upload new files before deleting old ones, so that no page asks for a missing file.
    aws s3 sync _site "s3://${BUCKET:?}" --exclude ".hosts/*"
    aws s3 sync _site "s3://$BUCKET" --exclude ".hosts/*" --delete
    aws cloudfront create-invalidation --distribution-id "${DISTRIBUTION:?}" --paths "/*" > "$log"
    ;;
  server)
    if [ -n "$preview" ]; then echo "A server of your own has no previews."; exit 0; fi
    keys="$(mktemp -d)"
    trap 'rm -rf "$keys" "$log"' EXIT
    (umask 077 && printf '%s\n' "${SSH_KEY:?}" > "$keys/key" && printf '%s\n' "${SSH_HOST_KEY:?}" > "$keys/known")
    rsync --archive --compress --delete-after --delay-updates \
      --rsh "ssh -i $keys/key -o UserKnownHostsFile=$keys/known -o StrictHostKeyChecking=yes" \
      _site/ "${SSH_TARGET:?must name the target, as in deploy@example.com:/srv/blog/}"
    ;;
  github_pages)
    echo "The workflow itself deploys to GitHub Pages, which has no previews."
    exit 0
    ;;
  *)
    echo "Unknown host: $HOST. Use cloudflare, netlify, vercel, github_pages, cloudfront or server." >&2
    exit 2
    ;;
esac

url="$(grep -Eo 'https://[^[:space:]]+' "$log" | grep -E "${preview:-.}|workers\.dev|netlify\.app|vercel\.app" | tail -n 1 || true)"
if [ -n "${GITHUB_OUTPUT:-}" ]; then echo "url=$url" >> "$GITHUB_OUTPUT"; fi
