import type {
  DescribeLaunchConfigurationTemplatesResponse,
  ListExtensibleSourceServersResponse,
  ListStagingAccountsResponse
} from '@aws-sdk/client-drs'
import { z } from 'zod'
import { drsArn, partition } from '../arn.js'
import type { World } from '../world.js'
import { checked, drsPage, paging } from './input.js'

/** DescribeLaunchConfigurationTemplates: the one that servers added later get their settings from. */
export function describeLaunchConfigurationTemplates(
  input: unknown,
  world: World
): DescribeLaunchConfigurationTemplatesResponse {
  const request = checked(z.object({ ...paging }), input)
  const { region, account } = world.scenario
  const id = 'lct-00000000000000001'
  return drsPage(
    [
      {
        launchConfigurationTemplateID: id,
        arn: `arn:${partition(region)}:drs:${region}:${account}:launch-configuration-template/${id}`,
        launchDisposition: 'STARTED' as const,
        targetInstanceTypeRightSizingMethod: 'NONE' as const,
        copyPrivateIp: false,
        copyTags: false,
        postLaunchEnabled: false
      }
    ],
    request,
    world
  )
}

/** ListStagingAccounts: the accounts that the scenario's extended servers are staged in. */
export function listStagingAccounts(_input: unknown, world: World): ListStagingAccountsResponse {
  const accounts = world.servers.flatMap((server) => server.extended?.stagingAccount ?? [])
  return { accounts: [...new Set(accounts)].map((accountID) => ({ accountID })) }
}

/** ListExtensibleSourceServers: those of a staging account. */
export function listExtensibleSourceServers(input: unknown, world: World): ListExtensibleSourceServersResponse {
  const request = checked(z.object({ stagingAccountID: z.string(), ...paging }), input)
  const { region } = world.scenario
  const servers = world.servers.filter((server) => server.extended?.stagingAccount === request.stagingAccountID)
  const { items, ...rest } = drsPage(servers, request, world)
  return {
    items: items.map((server) => ({
      hostname: server.hostname,
      arn: drsArn({ region, account: request.stagingAccountID }, 'source-server', server.id),
      tags: { ...server.tags }
    })),
    ...rest
  }
}
