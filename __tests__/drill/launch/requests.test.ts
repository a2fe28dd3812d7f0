import { describe, expect, test } from '@jest/globals'
import { givenUpRequest } from '../../../src/drill/launch/requests.js'
import { plan, serverId, Story, wave } from '../../report/builders.js'

const a = serverId(1)
const lost = { class: 'unavailable', operation: 'drs:StartRecovery', message: 'cut' } as const

const survey = (story: Story, minutes: number): Story =>
  story.add(minutes, {
    type: 'jobs-surveyed',
    own: [],
    foreign: { jobs: 0, servers: 0, holding: [] },
    terminations: []
  })

const surveys = (story: Story, ...minutes: readonly number[]): Story => minutes.reduce(survey, story)

/** Asked for in the first minute; the answer gets lost half a minute later. */
const asked = (): Story =>
  new Story()
    .accept(plan([wave('app', [a])]))
    .startWave(1, 'app')
    .request(1, 'app', [a])
    .add(1.5, { type: 'job-answer-lost', request: 1, failure: lost })

describe('a launch without an answer', () => {
  test('is given up half a minute after its answer got lost, however long it was on its way', () => {
    const soon = surveys(asked(), 1.6, 1.65, 1.7, 1.75, 1.8)
    expect(givenUpRequest(soon.state())).toBeUndefined()
    expect(givenUpRequest(survey(soon, 2).state())).toMatchObject({ request: 1 })
  })

  test('is given up half a minute after somebody else took over, who cannot know when it got lost', () => {
    const taken = surveys(asked().add(1.9, { type: 'taken-over' }), 1.92, 1.94, 1.96, 1.98, 2.1)
    expect(givenUpRequest(taken.state())).toBeUndefined()
    expect(givenUpRequest(survey(taken, 2.4).state())).toMatchObject({ request: 1 })
  })
})
