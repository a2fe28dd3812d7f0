export const id = 36;
export const ids = [36];
export const modules = {

/***/ 78036:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  foretellPermissions: () => (/* binding */ foretellPermissions)
});

;// CONCATENATED MODULE: ./build/src/aws/caller-actions.js
/**
 * What DRS needs of whoever starts a launch or a termination, with the kind of resource that IAM is asked about
 * (docs/iam/caller-permissions.json has the source of each). `*`: the action knows no resources.
 */
const callerActions = {
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
};

;// CONCATENATED MODULE: ./build/src/aws/permissions.js

/** Servers that IAM is asked about one by one; a role that may launch these may nearly always launch the others. */
const MAX_SERVERS = 100;
/** It is not worth more time: without an answer a missing permission only shows later. */
const PATIENCE_MILLISECONDS = 10_000;
const START = 'drs:StartRecovery';
const START_ACTION = 'ssm:StartAutomationExecution';
/** What the drill calls itself, besides, with the kind of resource that IAM is asked about. */
function ownActions({ terminates, documents }) {
    const execution = 'ssm automation-execution';
    return {
        'drs:TagResource': 'drs job',
        ...(terminates && { 'drs:TerminateRecoveryInstances': 'drs recovery-instance' }),
        ...(documents.length > 0 && { 'ssm:GetAutomationExecution': execution, 'ssm:StopAutomationExecution': execution })
    };
}
/** DRS marks what it creates with this tag, and its policies ask for it. */
const DRS_TAG = 'AWSElasticDisasterRecoveryManaged';
/**
 * What IAM foretells of the permissions that a launch needs (SimulatePrincipalPolicy, AWS IAM API reference), in two calls,
 * or three where documents are run.
 * Each action is asked about on the kind of resource that it is for: asked about `*`, IAM would deny whatever a policy
 * allows on certain resources alone.
 *
 * @throws FailedCall
 */
async function foretellPermissions(iam, question, roleArn, signal) {
    const { arn, region, servers, documents } = question;
    const principal = principalOf(arn, roleArn);
    if (principal === undefined) {
        return { permissions: [], unasked: `IAM cannot foretell what ${arn} may do: it is neither a role nor a user.` };
    }
    const { partition, account, source } = principal;
    const arnOf = (kind, id) => `arn:${partition}:drs:${region}:${account}:${kind}/${id}`;
    const common = { PolicySourceArn: source, ContextEntries: contextOf(region) };
    const patience = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MILLISECONDS)]);
    const asked = servers.slice(0, MAX_SERVERS);
    const starts = await iam.simulate({ ...common, ActionNames: [START], ResourceArns: asked.map((id) => arnOf('source-server', id)) }, patience);
    const resources = resourcesOf(partition, account, region);
    const kindOf = new Map(Object.entries(callerActions).flatMap(([kind, actions]) => actions.map((action) => [action, kind])));
    for (const [action, kind] of Object.entries(ownActions(question)))
        kindOf.set(action, kind);
    const others = await iam.simulate({ ...common, ActionNames: [...kindOf.keys()], ResourceArns: Object.values(resources) }, patience);
    const definitionOf = (document) => automationDefinition(document, { partition, account, region });
    const runs = documents.length === 0
        ? []
        : await iam.simulate({ ...common, ActionNames: [START_ACTION], ResourceArns: documents.map(definitionOf) }, patience);
    return {
        permissions: [
            ...launches(starts, asked, (id) => arnOf('source-server', id)),
            ...[...kindOf].flatMap(([action, kind]) => sighted(action, others, resources[kind])),
            ...documents.flatMap((document) => sighted(START_ACTION, runs, definitionOf(document)).map((sighting) => ({ ...sighting, document })))
        ]
    };
}
/** A session's ARN has its role's name, but not its path: of the role that the action has assumed itself that is known. */
function principalOf(arn, roleArn) {
    const [, partition, service, account, resource] = /^arn:([\w-]+):(iam|sts)::(\d{12}):(.+)$/.exec(arn) ?? [];
    if (partition === undefined || account === undefined || resource === undefined)
        return undefined;
    if (service === 'iam')
        return resource.startsWith('user/') ? { partition, account, source: arn } : undefined;
    const role = /^assumed-role\/([^/]+)\//.exec(resource)?.[1];
    if (role === undefined)
        return undefined;
    const isKnown = roleArn?.includes(`::${account}:`) === true && roleArn.split('/').at(-1) === role;
    return { partition, account, source: isKnown ? roleArn : `arn:${partition}:iam::${account}:role/${role}` };
}
/** One of each kind of resource; none of them needs to be there. */
function resourcesOf(partition, account, region) {
    const drs = `arn:${partition}:drs:${region}:${account}`;
    const ec2 = `arn:${partition}:ec2:${region}:${account}`;
    const zeros = '0'.repeat(17);
    return {
        'drs source-server': `${drs}:source-server/s-${zeros}`,
        'drs job': `${drs}:job/drsjob-${zeros}`,
        'drs recovery-instance': `${drs}:recovery-instance/i-${zeros}`,
        'ec2 instance': `${ec2}:instance/i-${zeros}`,
        'ec2 launch-template': `${ec2}:launch-template/lt-${zeros}`,
        'ec2 network-interface': `${ec2}:network-interface/eni-${zeros}`,
        'ec2 security-group': `${ec2}:security-group/sg-${zeros}`,
        'ec2 volume': `${ec2}:volume/vol-${zeros}`,
        'ec2 snapshot': `arn:${partition}:ec2:${region}::snapshot/snap-${zeros}`,
        'ssm automation-execution': `arn:${partition}:ssm:${region}:${account}:automation-execution/${zeros}`,
        'iam role': `arn:${partition}:iam::${account}:role/service-role/AWSElasticDisasterRecoveryConversionServerRole`
    };
}
/** What the run of a document is asked about; AWS's own documents have no account in their ARNs. */
function automationDefinition(document, { partition, account, region }) {
    if (document.startsWith('arn:'))
        return `${document.replace(':document/', ':automation-definition/')}:$DEFAULT`;
    const owner = /^AWS[A-Za-z]*-/.test(document) ? '' : account;
    return `arn:${partition}:ssm:${region}:${owner}:automation-definition/${document}:$DEFAULT`;
}
/** What a call of the action, or of DRS in its name, has to show for itself (AWS global condition context keys). */
function contextOf(region) {
    const text = (ContextKeyName, value) => ({
        ContextKeyName,
        ContextKeyType: 'string',
        ContextKeyValues: [value]
    });
    return [
        text('aws:RequestedRegion', region),
        { ContextKeyName: 'aws:ViaAWSService', ContextKeyType: 'boolean', ContextKeyValues: ['true'] },
        text(`aws:RequestTag/${DRS_TAG}`, 'drs.amazonaws.com'),
        text(`aws:ResourceTag/${DRS_TAG}`, 'drs.amazonaws.com'),
        {
            ContextKeyName: 'aws:TagKeys',
            ContextKeyType: 'stringList',
            ContextKeyValues: ['drs-drill:execution', 'drs-drill:plan', 'drs-drill:wave']
        },
        text('ec2:CreateAction', 'RunInstances'),
        text('iam:PassedToService', 'ec2.amazonaws.com')
    ];
}
/** StartRecovery, server by server: those that are denied outright apart from those of which something is unknown. */
function launches(results, asked, arnOf) {
    const each = asked.flatMap((id) => sighted(START, results, arnOf(id)).map((sighting) => ({ id, sighting })));
    const denied = each.filter(({ sighting }) => sighting.decision !== 'allowed');
    if (denied.length === 0)
        return each.slice(0, 1).map(({ sighting }) => sighting);
    const groups = [
        denied.filter(({ sighting }) => sighting.missing.length === 0),
        denied.filter(({ sighting }) => sighting.missing.length > 0)
    ];
    return groups.flatMap((group) => {
        const [first] = group;
        if (first === undefined)
            return [];
        const { decision, missing } = first.sighting;
        const isAll = group.length === each.length;
        return [{ action: START, decision, missing, ...(!isAll && { servers: group.map(({ id }) => id) }) }];
    });
}
/** What IAM said of an action on a resource, or on any of those asked about; nothing where it said nothing. */
function sighted(action, results, resource) {
    const found = results
        .filter(({ EvalActionName }) => EvalActionName?.toLowerCase() === action.toLowerCase())
        .flatMap((result) => answersOf(result))
        .filter(({ on }) => resource === undefined || on === undefined || on === '*' || on === resource);
    const best = found.find(({ decision }) => decision === 'allowed') ?? found[0];
    return best === undefined ? [] : [{ action, decision: best.decision, missing: best.missing }];
}
/** IAM answers for each resource by itself, or for all of them with the single answers within. */
function answersOf(result) {
    const { EvalResourceName, EvalDecision, MissingContextValues, ResourceSpecificResults = [] } = result;
    const single = ResourceSpecificResults.map((specific) => ({
        on: specific.EvalResourceName,
        decision: specific.EvalResourceDecision ?? 'unknown',
        missing: specific.MissingContextValues ?? MissingContextValues ?? []
    }));
    if (single.length > 0)
        return single;
    return [{ on: EvalResourceName, decision: EvalDecision ?? 'unknown', missing: MissingContextValues ?? [] }];
}


/***/ })

};
