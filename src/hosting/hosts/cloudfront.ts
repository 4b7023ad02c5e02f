/**
 * A CloudFormation template: a private S3 bucket behind CloudFront with the site's headers.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-cloudfront-distribution.html
 */

import { asked, type Hosting, headersOf, spellings } from "../headers.ts";

/** A CloudFront function may have 10 KB. Redirects beyond that use pages. */
const LONGEST_FUNCTION = 10_000;

/** The managed policy “CachingOptimized”, which respects the site's `Cache-Control`. */
const CACHE_POLICY = "658327ea-f89d-4fab-a63d-7e88639e58f6";

export function cloudFrontFile(hosting: Hosting): string {
  const { base, notFound, rules } = hosting;
  const folders = rules.map(({ folder }) => folder);
  return `${JSON.stringify(
    {
      AWSTemplateFormatVersion: "2010-09-09",
      Description: `The blog at ${hosting.origin}${base}`,
      Parameters: {
        Domain: { Type: "String", Default: new URL(hosting.origin).hostname },
        CertificateArn: { Type: "String", Description: "Of a certificate in us-east-1 for the domain" },
      },
      Resources: {
        Bucket: {
          Type: "AWS::S3::Bucket",
          Properties: {
            PublicAccessBlockConfiguration: {
              BlockPublicAcls: true,
              BlockPublicPolicy: true,
              IgnorePublicAcls: true,
              RestrictPublicBuckets: true,
            },
          },
        },
        BucketPolicy: {
          Type: "AWS::S3::BucketPolicy",
          Properties: {
            Bucket: { Ref: "Bucket" },
            PolicyDocument: {
              Version: "2012-10-17",
              Statement: [
                // Without permission to list, S3 answers 403 for missing files.
                statement("s3:GetObject", "<Bucket.Arn>/*"),
                statement("s3:ListBucket", "<Bucket.Arn>"),
              ],
            },
          },
        },
        Access: {
          Type: "AWS::CloudFront::OriginAccessControl",
          Properties: {
            OriginAccessControlConfig: {
              Name: filled("<AWS::StackName>-bucket"),
              OriginAccessControlOriginType: "s3",
              SigningBehavior: "always",
              SigningProtocol: "sigv4",
            },
          },
        },
        Addresses: {
          Type: "AWS::CloudFront::Function",
          Properties: {
            Name: filled("<AWS::StackName>-addresses"),
            AutoPublish: true,
            FunctionConfig: { Comment: "Folders and old addresses", Runtime: "cloudfront-js-2.0" },
            FunctionCode: addressFunction(hosting),
          },
        },
        ...Object.fromEntries(
          folders.map((folder, index) => [`Headers${index}`, headersPolicy(headersOf(hosting, folder), index)]),
        ),
        Distribution: {
          Type: "AWS::CloudFront::Distribution",
          Properties: {
            DistributionConfig: {
              Enabled: true,
              HttpVersion: "http2and3",
              IPV6Enabled: true,
              Aliases: [{ Ref: "Domain" }],
              ViewerCertificate: {
                AcmCertificateArn: { Ref: "CertificateArn" },
                MinimumProtocolVersion: "TLSv1.2_2021",
                SslSupportMethod: "sni-only",
              },
              Origins: [
                {
                  Id: "bucket",
                  DomainName: { "Fn::GetAtt": ["Bucket", "RegionalDomainName"] },
                  OriginAccessControlId: { "Fn::GetAtt": ["Access", "Id"] },
                  S3OriginConfig: { OriginAccessIdentity: "" },
                },
              ],
              DefaultCacheBehavior: behaviour(0),
              CacheBehaviors: folders
                .slice(1)
                .map((folder, index) => ({ PathPattern: `${folder}*`, ...behaviour(index + 1) })),
              CustomErrorResponses: [
                { ErrorCode: 404, ResponseCode: 404, ResponsePagePath: notFound, ErrorCachingMinTTL: 10 },
              ],
            },
          },
        },
      },
      Outputs: {
        Bucket: { Value: { Ref: "Bucket" } },
        Distribution: { Value: { Ref: "Distribution" } },
        Domain: { Value: { "Fn::GetAtt": ["Distribution", "DomainName"] } },
      },
    },
    null,
    2,
  )}\n`;
}

/** A text into which CloudFormation inserts values between `<` and `>`. */
function filled(text: string) {
  return { "Fn::Sub": text.replace(/<([^>]+)>/g, (_, name: string) => ["$", `${name}}`].join("{")) };
}

function statement(action: string, resource: string) {
  return {
    Effect: "Allow",
    Principal: { Service: "cloudfront.amazonaws.com" },
    Action: action,
    Resource: filled(resource),
    Condition: {
      StringEquals: {
        "AWS:SourceArn": filled("arn:aws:cloudfront::<AWS::AccountId>:distribution/<Distribution>"),
      },
    },
  };
}

function behaviour(rule: number) {
  return {
    TargetOriginId: "bucket",
    ViewerProtocolPolicy: "redirect-to-https",
    Compress: true,
    CachePolicyId: CACHE_POLICY,
    ResponseHeadersPolicyId: { Ref: `Headers${rule}` },
    FunctionAssociations: [
      { EventType: "viewer-request", FunctionARN: { "Fn::GetAtt": ["Addresses", "FunctionARN"] } },
    ],
  };
}

/** Headers that CloudFront configures in fields of their own. */
function headersPolicy(headers: Readonly<Record<string, string>>, index: number) {
  const { "Content-Security-Policy": policy, "Referrer-Policy": referrer, ...others } = headers;
  const own = new Set(["Strict-Transport-Security", "X-Content-Type-Options"]);
  return {
    Type: "AWS::CloudFront::ResponseHeadersPolicy",
    Properties: {
      ResponseHeadersPolicyConfig: {
        Name: filled(`<AWS::StackName>-headers-${index}`),
        SecurityHeadersConfig: {
          ContentSecurityPolicy: { ContentSecurityPolicy: policy, Override: true },
          ReferrerPolicy: { ReferrerPolicy: referrer, Override: true },
          ContentTypeOptions: { Override: true },
          StrictTransportSecurity: { AccessControlMaxAgeSec: 31_536_000, Override: true },
        },
        CustomHeadersConfig: {
          Items: Object.entries(others)
            .filter(([name]) => !own.has(name))
            .map(([name, value]) => ({ Header: name, Value: value, Override: true })),
        },
      },
    },
  };
}

/** S3 has no folders: maps an address with a final slash to its index page. */
function addressFunction({ redirects, patterns }: Hosting): string {
  const lines: string[] = [];
  const folders = patterns.map(({ from, to, status, keepsRest }) => [asked(from), to, keepsRest, status]);
  const folderText = JSON.stringify(folders);
  let left = LONGEST_FUNCTION - functionText("", folderText).length;
  for (const { from, to, status } of redirects) {
    for (const spelling of spellings(from)) {
      const line = `  ${JSON.stringify(asked(spelling))}: [${status}, ${JSON.stringify(to)}],\n`;
      left -= Buffer.byteLength(line);
      if (left > 0) lines.push(line);
    }
  }
  return functionText(lines.join(""), folderText);
}

function functionText(moved: string, folders: string): string {
  return `const moved = {
${moved}};
const folders = ${folders};
function handler(event) {
  const request = event.request;
  const found = Object.hasOwn(moved, request.uri) ? moved[request.uri] : undefined;
  if (found) {
    return { statusCode: found[0], statusDescription: "Moved", headers: { location: { value: found[1] } } };
  }
  for (const [from, to, keepsRest, status] of folders) {
    if (!request.uri.startsWith(from)) continue;
    const value = keepsRest ? to + request.uri.slice(from.length) : to;
    return { statusCode: status, statusDescription: "Moved", headers: { location: { value } } };
  }
  if (request.uri.endsWith("/")) request.uri += "index.html";
  else if (!/\\.[^/]+$/.test(request.uri)) {
    return { statusCode: 301, statusDescription: "Moved", headers: { location: { value: request.uri + "/" } } };
  }
  return request;
}
`;
}
