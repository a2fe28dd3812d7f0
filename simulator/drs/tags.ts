import type { ListTagsForResourceResponse } from '@aws-sdk/client-drs'
import { z } from 'zod'
import { drsArn } from '../arn.js'
import type { World } from '../world.js'
import { notFound } from './drs-error.js'
import { checked, tags } from './input.js'

type Tags = Readonly<Record<string, string>>

/** Whatever can be tagged, by its ARN. */
interface Taggable {
  tags: Tags
}

export function listTagsForResource(input: unknown, world: World): ListTagsForResourceResponse {
  const { resourceArn } = checked(z.object({ resourceArn: z.string() }), input)
  return { tags: { ...taggable(resourceArn, world).tags } }
}

export function tagResource(input: unknown, world: World): object {
  const request = checked(z.object({ resourceArn: z.string(), tags }), input)
  const resource = taggable(request.resourceArn, world)
  resource.tags = { ...resource.tags, ...request.tags }
  return {}
}

export function untagResource(input: unknown, world: World): object {
  const { resourceArn, tagKeys } = checked(z.object({ resourceArn: z.string(), tagKeys: z.array(z.string()) }), input)
  const resource = taggable(resourceArn, world)
  resource.tags = Object.fromEntries(Object.entries(resource.tags).filter(([key]) => !tagKeys.includes(key)))
  return {}
}

function taggable(arn: string, world: World): Taggable {
  const server = world.servers.find((candidate) => drsArn(world.scenario, 'source-server', candidate.id) === arn)
  const found: Taggable | undefined =
    world.jobs.find((job) => job.arn === arn) ??
    world.recoveryInstances.find((record) => record.arn === arn) ??
    (server && {
      get tags(): Tags {
        return world.serverTags.get(server.id) ?? {}
      },
      set tags(changed: Tags) {
        world.serverTags.set(server.id, changed)
      }
    })
  if (found === undefined) throw notFound('Resource', arn)
  return found
}
