/** Where the AWS console of a partition lives; a partition that is not listed gets no links rather than wrong ones. */
const consoleHosts: Readonly<Record<string, (region: string) => string>> = {
  aws: (region) => `${region}.console.aws.amazon.com`,
  'aws-us-gov': (region) => `${region}.console.amazonaws-us-gov.com`,
  'aws-cn': (region) => `${region}.console.amazonaws.cn`
}

/** Whose console the links lead to; `identity` of the record fits. */
export interface ConsolePlace {
  readonly partition: string | null
  readonly region: string
}

/** The EC2 console's page of an instance; undefined where no safe link can be made. */
export function instanceLink(place: ConsolePlace | null, ec2InstanceId: string): string | undefined {
  return link(place, ec2InstanceId, (region, id) => `ec2/home?region=${region}#InstanceDetails:instanceId=${id}`)
}

/** The DRS console's page of a job. */
export function jobLink(place: ConsolePlace | null, jobId: string): string | undefined {
  return link(place, jobId, (region, id) => `drs/home?region=${region}#/launchHistory/${id}`)
}

/** The DRS console's page of a source server. */
export function sourceServerLink(place: ConsolePlace | null, sourceServerId: string): string | undefined {
  return link(place, sourceServerId, (region, id) => `drs/home?region=${region}#/sourceServers/${id}`)
}

/** The Systems Manager console's page of a run of an Automation document: its steps, and what each of them said. */
export function automationLink(place: ConsolePlace | null, automationExecutionId: string): string | undefined {
  const path = (region: string, id: string) => `systems-manager/automation/execution/${id}?region=${region}`
  return link(place, automationExecutionId, path)
}

function link(
  place: ConsolePlace | null,
  id: string,
  path: (region: string, id: string) => string
): string | undefined {
  if (place?.partition == null || !isPlainId(place.region) || !isPlainId(id)) return undefined
  const host = consoleHosts[place.partition]?.(place.region)
  return host === undefined ? undefined : `https://${host}/${path(place.region, id)}`
}

/**
 * IDs and Regions come from outside too: one with anything else in it is no ID. None begins with a hyphen, which a command
 * that is copied from the summary would take for an option.
 */
export function isPlainId(word: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/.test(word)
}
