import { describe, expect, test } from '@jest/globals'
import { Ajv } from 'ajv'
import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { planJsonSchema } from '../../src/plan/json-schema.js'
import { loadPlan } from '../../src/plan/load.js'
import { planText, wavesText } from './builders.js'

const ROOT = new URL('../../', import.meta.url)
const EXAMPLES = new URL('examples/plans/', ROOT)

const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(planJsonSchema())

describe('plan.schema.json', () => {
  test('is what the types are made of; `npm run generate` writes it anew', () => {
    const committed = readFileSync(new URL('plan.schema.json', ROOT), 'utf8')
    const generated = `${JSON.stringify(planJsonSchema(), null, 2)}\n`
    if (committed !== generated) throw new Error('plan.schema.json is out of date: run `npm run generate`')
  })

  test.each(readdirSync(EXAMPLES))('accepts %s', (file) => {
    const plan: unknown = parse(readFileSync(new URL(file, EXAMPLES), 'utf8'))
    validate(plan)
    expect(validate.errors).toBeNull()
  })

  test.each([
    ['an unknown key', wavesText('name: a, colour: red')],
    ['two points in time', wavesText('name: a, point-in-time: { before: "2026-11-22T00:00:00Z", snapshots: {} }')],
    ['no point in time', wavesText('name: a, point-in-time: {}')],
    ['too many retries', wavesText('name: a, retry: { failed-servers: 6 }')],
    ['an isolation of something else', `${wavesText('name: a')}isolation: { subnets: [sg-0a1b2c3d4e5f60718] }`],
    ['a number for a duration', `${wavesText('name: a')}timeout: 30`],
    ['a duration without a unit', `${wavesText('name: a')}timeout: "30"`],
    ['an empty duration', `${wavesText('name: a')}timeout: ""`],
    ['a number for an account', `${wavesText('name: a')}account: 123456789012`],
    ['a bad server', planText('waves: [{ name: a, servers: [i-0123456789abcdef0] }]')],
    ['a server twice', planText('waves: [{ name: a, servers: [s-1111111111111111a, s-1111111111111111a] }]')],
    [
      'a bad name of a group',
      `${wavesText('name: a, groups: [x y]')}groups: { x y: { servers: [s-1111111111111111a] } }`
    ],
    ['a bad choice', `${wavesText('name: a')}cleanup: sometimes`],
    ['no waves', planText('waves: []')],
    ['a plan without a name', 'version: 1\nwaves: [{ name: a, servers: [s-1111111111111111a] }]']
  ])('refuses %s, as the action does', (_, text) => {
    expect(validate(parse(text))).toBe(false)
    expect(loadPlan(text).ok).toBe(false)
  })

  test('describes every setting that an editor may offer', () => {
    const undescribed: string[] = []
    const walk = (schema: unknown, path: string): void => {
      if (typeof schema !== 'object' || schema === null) return
      const { properties } = schema as { properties?: Record<string, { description?: string }> }
      for (const [key, property] of Object.entries(properties ?? {})) {
        if (property.description === undefined) undescribed.push(`${path}.${key}`)
      }
      for (const [key, inner] of Object.entries(schema)) walk(inner, `${path}.${key}`)
    }
    walk(planJsonSchema(), '')
    expect(undescribed).toEqual([])
  })
})
