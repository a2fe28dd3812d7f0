/**
 * What DRS needs of whoever starts a launch or a termination, with the kind of resource that IAM is asked about
 * (docs/iam/caller-permissions.json has the source of each). `*`: the action knows no resources.
 */
export const callerActions: Readonly<Record<string, readonly string[]>> = {
  '*': [
    'drs:DescribeSourceServers',
    'drs:ListTagsForResource',
    'ec2:DescribeAccountAttributes',
    'ec2:DescribeAvailabilityZones',
    'ec2:DescribeImages',
    'ec2:DescribeInstanceAttribute',
    'ec2:DescribeInstanceStatus',
    'ec2:DescribeInstanceTypes',
    'ec2:DescribeInstances',
    'ec2:DescribeLaunchTemplateVersions',
    'ec2:DescribeLaunchTemplates',
    'ec2:DescribeSecurityGroups',
    'ec2:DescribeSnapshots',
    'ec2:DescribeSubnets',
    'ec2:DescribeVolumes'
  ],
  'drs source-server': ['drs:CreateRecoveryInstanceForDrs'],
  'ec2 instance': [
    'ec2:CreateTags',
    'ec2:ModifyInstanceAttribute',
    'ec2:RunInstances',
    'ec2:StartInstances',
    'ec2:StopInstances',
    'ec2:TerminateInstances'
  ],
  'ec2 launch-template': [
    'ec2:CreateLaunchTemplate',
    'ec2:CreateLaunchTemplateVersion',
    'ec2:DeleteLaunchTemplateVersions',
    'ec2:ModifyLaunchTemplate'
  ],
  'ec2 network-interface': ['ec2:CreateNetworkInterface', 'ec2:CreateNetworkInterfacePermission'],
  'ec2 security-group': [
    'ec2:AuthorizeSecurityGroupEgress',
    'ec2:AuthorizeSecurityGroupIngress',
    'ec2:CreateSecurityGroup',
    'ec2:RevokeSecurityGroupEgress'
  ],
  'ec2 volume': ['ec2:AttachVolume', 'ec2:CreateVolume', 'ec2:DeleteVolume', 'ec2:DetachVolume'],
  'ec2 snapshot': ['ec2:CreateSnapshot', 'ec2:DeleteSnapshot'],
  'iam role': ['iam:PassRole']
}
