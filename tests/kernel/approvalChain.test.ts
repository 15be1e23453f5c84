import { describe, expect, it } from 'vitest'
import {
  chainFor,
  conditionsOf,
  neverEmpty,
  roleAbove,
  rolesAbove,
  stepsFor,
  type ChainStep,
  type Flow
} from '@main/kernel/approval/chain'
import { decided, eligible } from '@main/kernel/approval/transitions'

const step = (role: ChainStep['role'], more: Partial<ChainStep> = {}): ChainStep => ({ role, label: role, ...more })
const own = [step('unitHead'), step('head', { onlyWith: 'large' })]
const other = [step('officeDirector', { notWith: 'small' })]
const flow: Flow = { kind: 'k', name: '试', chains: { dongkou: own, 'baicheng-bureau': other } }

describe('K-01 the chain of a request', () => {
  it("K-01 is the bureau's own edition, else its profile's, else the first named; an empty edition is none", () => {
    const edited = [step('buyer')]
    expect(chainFor(flow, 'dongkou', edited)).toBe(edited)
    expect(chainFor(flow, 'baicheng-bureau', undefined)).toBe(other)
    expect(chainFor(flow, 'baicheng-office', undefined)).toBe(own)
    expect(chainFor(flow, 'baicheng-bureau', [])).toBe(other)
  })

  it('K-01 takes a step only with the tag it asks for, and leaves it out with the one it is not for', () => {
    const roles = (tags: readonly string[]) => stepsFor([...own, ...other], tags).map(({ role }) => role)
    expect(roles([])).toEqual(['unitHead', 'officeDirector'])
    expect(roles(['large'])).toEqual(['unitHead', 'head', 'officeDirector'])
    expect(roles(['small'])).toEqual(['unitHead'])
    expect(roles(['another'])).toEqual(['unitHead', 'officeDirector'])
    expect([...conditionsOf(flow)].sort()).toEqual(['large', 'small'])
    expect(conditionsOf({ kind: 'k', name: '试', chains: { dongkou: [step('head')] } })).toEqual([])
  })

  it('K-01 leaves a step to pass whatever tags a request carries, or the chain is none', () => {
    const large = step('head', { onlyWith: 'large' })
    const small = step('officeDirector', { notWith: 'large' })
    expect(neverEmpty([large, small], ['large'])).toBe(true)
    expect(neverEmpty([large], ['large'])).toBe(false)
    expect(neverEmpty([small], ['large'])).toBe(false)
    expect(neverEmpty([large, small, step('head', { onlyWith: 'urgent' })], ['large', 'urgent'])).toBe(true)
    // Each of two is there for one of the tags alone, neither where both come together.
    const either = [step('head', { notWith: 'large' }), step('leader', { notWith: 'urgent' })]
    expect(neverEmpty(either, ['large'])).toBe(true)
    expect(neverEmpty(either, ['large', 'urgent'])).toBe(false)
    expect(neverEmpty([], [])).toBe(false)
  })

  it('K-02 goes up to the leader, from the office’s own posts to the leader of the office, else to the head', () => {
    expect(rolesAbove('unitHead')).toEqual(['leader', 'head', 'partySecretary'])
    for (const role of ['officeDirector', 'finance', 'financeHead', 'buyer'] as const)
      expect(rolesAbove(role)).toEqual(['leader:office', 'head', 'partySecretary'])
    for (const role of ['leader', 'legalReviewer', 'leader:finance', 'suppliesKeeper'] as const)
      expect(rolesAbove(role)).toEqual(['head', 'partySecretary'])
    // At the top head and secretary stand in for each other.
    expect(rolesAbove('head')).toEqual(['partySecretary'])
    expect(rolesAbove('partySecretary')).toEqual(['head'])
    expect(roleAbove('unitHead')).toBe('leader')
  })
})

describe('K-01 what a decision makes of a request', () => {
  it('K-01 goes on step by step to the end, and ends or goes back where it stands', () => {
    expect(decided({ step: 0 }, 2, 'approve')).toEqual({ state: 'pending', step: 1 })
    expect(decided({ step: 1 }, 2, 'approve')).toEqual({ state: 'approved', step: 2 })
    expect(decided({ step: 0 }, 1, 'approve')).toEqual({ state: 'approved', step: 1 })
    expect(decided({ step: 1 }, 3, 'refuse')).toEqual({ state: 'refused', step: 1 })
    expect(decided({ step: 1 }, 3, 'return')).toEqual({ state: 'returned', step: 1 })
  })

  it('K-02 K-12 lets neither applicant, decider before nor whoever did it decide', () => {
    const holders = ['a', 'b', 'c', 'd']
    expect(eligible(holders, { applicantId: 'a', previousDeciderId: 'b', apart: ['c'] })).toEqual(['d'])
    expect(eligible(holders, { applicantId: 'x', previousDeciderId: undefined })).toEqual(holders)
  })
})
