import { describe, expect, it } from 'vitest'
import { capacityWords, holds, isOfUnit, isStaff, systemActor, unitsOf, type Actor } from '@main/kernel/actor'

const actor = (...posts: Actor['posts']): Actor => ({
  personId: 'p',
  name: '黎凡',
  unitId: 'u',
  kind: 'permanent',
  posts
})

it.each([
  ['permanent', true],
  ['contract', true],
  ['temporary', false],
  ['outsider', false]
] as const)('K-11 of the staff are permanent and contract staff: %s %s', (kind, expected) => {
  expect(isStaff({ kind })).toBe(expected)
})

describe('posts held', () => {
  const bound = { post: 'unitHead', unitId: 'squad', matter: null } as const
  const whole = { post: 'officeDirector', unitId: null, matter: null } as const

  it.each([
    ['a post bound to the unit', actor(bound), 'squad', true],
    ['a post bound to another unit', actor(bound), 'other', false],
    ['a post bound to a unit where none is asked for', actor(bound), undefined, true],
    ['a post of the whole bureau', actor(whole), 'squad', true],
    ['another post', actor({ ...whole, post: 'finance' }), 'squad', false],
    ['one of several', actor({ ...whole, post: 'finance' }, bound), 'squad', true],
    ['no post', systemActor, undefined, false]
  ] as const)('%s', (_what, who, unitId, expected) => {
    expect(holds(who, ['unitHead', 'officeDirector'], unitId)).toBe(expected)
  })

  it('are written each once, a stand-in naming whose post it is (K-07)', () => {
    expect(capacityWords([whole, { post: 'officeDirector' }, { post: 'leader', insteadOf: '张三' }])).toBe(
      '办公室主任、分管领导（代 张三）'
    )
    expect(capacityWords([])).toBe('')
  })
})

describe('units of somebody', () => {
  const claimant = { post: 'claimant', unitId: 'other', matter: null } as const
  const bureauWide = { post: 'buyer', unitId: null, matter: null } as const

  it('K-08 are where they work and where they have a post, with those that went into them, each once', () => {
    expect(unitsOf(systemActor)).toEqual([])
    expect(unitsOf(actor(claimant, bureauWide))).toEqual(['u', 'other'])
    const merged = { ...actor(claimant), formerUnits: { u: ['old', 'older'], other: ['old'], third: ['never'] } }
    expect(unitsOf(merged)).toEqual(['u', 'other', 'old', 'older'])
  })

  it('K-08 stand for a unit that went into their own, and for no other', () => {
    const merged = { ...actor(), formerUnits: { u: ['old'], other: ['gone'] } }
    expect([isOfUnit(merged, 'u'), isOfUnit(merged, 'old'), isOfUnit(merged, 'gone')]).toEqual([true, true, false])
    expect(isOfUnit({ ...merged, unitId: 'third' }, 'old')).toBe(false)
    expect(isOfUnit({ ...merged, unitId: null }, 'old')).toBe(false)
    expect(isOfUnit(actor(), 'old')).toBe(false)
  })
})
