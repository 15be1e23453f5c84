import { describe, expect, it } from 'vitest'
import { capacityWords, holds, systemActor, type Actor } from '@main/kernel/actor'

const actor = (...posts: Actor['posts']): Actor => ({
  personId: 'p',
  name: '黎凡',
  unitId: 'u',
  kind: 'permanent',
  posts
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
