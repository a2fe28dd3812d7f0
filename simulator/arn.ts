/** The AWS partition that a Region lies in. */
export function partition(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn'
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws'
}

interface Place {
  readonly region: string
  readonly account: string
}

export function drsArn(place: Place, kind: 'job' | 'source-server' | 'recovery-instance', id: string): string {
  return `arn:${partition(place.region)}:drs:${place.region}:${place.account}:${kind}/${id}`
}

/** IAM and STS know no Region. */
export function identityArn(place: Place, service: 'iam' | 'sts', resource: string): string {
  return `arn:${partition(place.region)}:${service}::${place.account}:${resource}`
}
