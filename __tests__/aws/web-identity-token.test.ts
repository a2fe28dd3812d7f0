import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { describeToken } from '../../src/aws/web-identity-token.js'

function tokenOf(claims: unknown): string {
  return `header.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.signature`
}

describe('what a token says of its job', () => {
  it.each(['repo:acme/shop:environment:dr', 'repo:acme@1/shop@2:environment:dr', 'repo:acme/shop:ref:refs/heads/main'])(
    'is what a trust policy has to name: %s',
    (sub) => {
      const claims = { sub, aud: 'sts.amazonaws.com', iss: 'https://token.actions.example' }
      expect(describeToken(tokenOf(claims))).toEqual(claims)
    }
  )

  it('is one line', () => {
    expect(describeToken(tokenOf({ sub: 'repo:a\n::error::b' })).sub).toBe('repo:a ::error::b')
  })

  it('has a general form where a token cannot be read', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.jsonValue().map(tokenOf)), (token) => {
        const { sub, aud, iss } = describeToken(token)
        for (const claim of [sub, aud, iss]) expect(typeof claim).toBe('string')
      })
    )
    expect(describeToken('')).toEqual({
      sub: 'repo:OWNER/REPO:…',
      aud: 'sts.amazonaws.com',
      iss: 'https://token.actions.githubusercontent.com'
    })
  })
})
