#!/usr/bin/env bash
# Puts _site/ where readers see it: HOST says to whom, PREVIEW (a name such as pr-12) asks for a preview instead.
# What else a host needs comes from the environment; README.md lists it. Where GitHub Actions runs this, the address of what was
# deployed is the step's output `url`.
set -euo pipefail
preview="${PREVIEW:-}"
log="$(mktemp)"
trap 'rm -f "$log"' EXIT

case "${HOST:?names the host}" in
  cloudflare)
    config=(--config .github/hosts/wrangler.json --name "${WORKER:?names the worker}")
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
    if [ -n "$preview" ]; then echo "There is no preview at CloudFront."; exit 0; fi
    # New files first, old ones last: a page never asks for what is not there.
    aws s3 sync _site "s3://${BUCKET:?}" --exclude ".hosts/*"
    aws s3 sync _site "s3://$BUCKET" --exclude ".hosts/*" --delete
    aws cloudfront create-invalidation --distribution-id "${DISTRIBUTION:?}" --paths "/*" > "$log"
    ;;
  server)
    if [ -n "$preview" ]; then echo "There is no preview on a server of one's own."; exit 0; fi
    keys="$(mktemp -d)"
    trap 'rm -rf "$keys" "$log"' EXIT
    (umask 077 && printf '%s\n' "${SSH_KEY:?}" > "$keys/key" && printf '%s\n' "${SSH_HOST_KEY:?}" > "$keys/known")
    rsync --archive --compress --delete-after --delay-updates \
      --rsh "ssh -i $keys/key -o UserKnownHostsFile=$keys/known -o StrictHostKeyChecking=yes" \
      _site/ "${SSH_TARGET:?as in deploy@example.com:/srv/blog/}"
    ;;
  github_pages)
    echo "GitHub Pages is deployed by the workflow itself, and has no previews."
    exit 0
    ;;
  *)
    echo "Nothing is known of a host named $HOST." >&2
    exit 2
    ;;
esac

url="$(grep -Eo 'https://[^[:space:]]+' "$log" | grep -E "${preview:-.}|workers\.dev|netlify\.app|vercel\.app" | tail -n 1 || true)"
if [ -n "${GITHUB_OUTPUT:-}" ]; then echo "url=$url" >> "$GITHUB_OUTPUT"; fi
