import type { Instance } from '@aws-sdk/client-ec2'

/**
 * Whether an EC2 instance is one that DRS may launch into, and so was there before it: DRS demands this tag of it (AWS DRS
 * user guide, 'Launch into instance ID'). A property to be spread, absent of any other.
 */
export function ofExisting(instance: Instance | undefined): { readonly existedBefore?: true } {
  const isTagged = instance?.Tags?.some(
    ({ Key, Value }) => Key === 'AWSDRS' && Value === 'AllowLaunchingIntoThisInstance'
  )
  return isTagged === true ? { existedBefore: true } : {}
}
