import { describe, expect, test } from '@jest/globals'
import { regionOf } from '../../src/action/region.js'

describe('the Region', () => {
  test('is the input, else that of the plan, else AWS_REGION', () => {
    const environment = { AWS_REGION: 'eu-central-1' }
    expect(regionOf({ awsRegion: 'us-west-2' }, 'us-east-1', environment)).toEqual({ ok: true, region: 'us-west-2' })
    expect(regionOf({}, 'us-east-1', environment)).toEqual({ ok: true, region: 'us-east-1' })
    expect(regionOf({}, undefined, environment)).toEqual({ ok: true, region: 'eu-central-1' })
    expect(regionOf({}, undefined, { AWS_REGION: '', AWS_DEFAULT_REGION: 'eusc-de-east-1' })).toEqual({
      ok: true,
      region: 'eusc-de-east-1'
    })
  })

  test('that is nowhere to be found is refused, saying where to write it', () => {
    expect(regionOf({}, undefined, {})).toEqual({
      ok: false,
      message: 'No AWS Region is given: write "region" in the plan, or set the input "aws-region", such as "us-west-2"'
    })
  })

  test('of the environment is checked, and named by its variable', () => {
    expect(regionOf({}, undefined, { AWS_DEFAULT_REGION: 'us-west-2b' })).toEqual({
      ok: false,
      message:
        'The environment variable AWS_DEFAULT_REGION is "us-west-2b", an Availability Zone: write its Region, "us-west-2"'
    })
  })
})
