import { expect, it } from 'vitest'
import type { Actor } from '@main/kernel/actor'
import { actionsFor, recordAction } from '@main/office/records/recordActions'

const clerk: Actor = { personId: 'p1', name: '任平生', unitId: 'u1', kind: 'permanent', posts: [] }

it('tells the first thing that stands in the way of an act', () => {
  expect(recordAction('issue', '发放', [false, '尚未批准'], [true, '由用品保管员发放'], [true, '已发完'])).toEqual({
    action: 'issue',
    label: '发放',
    enabled: false,
    reason: '由用品保管员发放'
  })
  expect(recordAction('issue', '发放', [false, '尚未批准'])).toEqual({ action: 'issue', label: '发放', enabled: true })
})

it('says what has to be so first before saying who may, and lets the record’s own people act without a post', () => {
  const rule = { action: 'revise', label: '补正', otherwise: '退回后才能补正', by: ['officeDirector' as const] }
  const [early] = actionsFor([{ ...rule, possible: false }], clerk)
  expect(early).toMatchObject({ enabled: false, reason: '退回后才能补正' })
  const [stranger] = actionsFor([{ ...rule, people: ['p2'], peopleWord: '申请人' }], clerk)
  expect(stranger).toMatchObject({ enabled: false, reason: '由申请人、办公室主任办理' })
  const [own] = actionsFor([{ ...rule, people: ['p1'] }], clerk)
  expect(own).toEqual({ action: 'revise', label: '补正', enabled: true })
})
