import { describe, expect, it } from 'vitest'
import { K_03, papersInWorkingDays, papersPeriod, telephoneSources } from '@main/kernel/rules/telephone'
import { WorkingCalendar } from '@main/kernel/workingCalendar'
import { bookWith, held, plainBook } from '../support/judged'

const call = {
  ledger: 'supplies',
  approvedBy: 'leader',
  approvedAt: '2026-09-30T01:00:00.000Z',
  takenBy: 'keeper',
  pinGiven: true,
  now: '2026-09-30T02:00:00.000Z',
  previousStepAt: undefined as string | undefined,
  applicantId: 'clerk',
  takerEntitled: true,
  entitledWords: '用品保管员',
  takerConcerned: false,
  topics: ['办公用品领用']
} as const

describe('K-03', () => {
  const of = (more: Partial<Parameters<typeof K_03.on>[0]> = {}) => held(K_03.on({ ...call, ...more }))

  it('K-03 takes a call down in full, by whoever may, with their PIN', () => {
    expect(of()).toEqual([])
    expect(of({ approvedBy: undefined })).toEqual(['NEED 批准领导'])
    expect(of({ approvedAt: undefined })).toEqual(['NEED 批准时间'])
    expect(of({ takenBy: undefined, pinGiven: false })).toEqual(['NEED 接听记录人'])
    expect(of({ pinGiven: false })).toEqual(['NEED 接听记录人的签字码'])
    expect(of({ takerEntitled: false })).toEqual(['BLOCK 接听记录人应是用品保管员'])
    expect(of({ takenBy: undefined, takerEntitled: false, takerConcerned: true })).toEqual(['NEED 接听记录人'])
  })

  it('K-03 refuses who applied, who is concerned and who approved as taker', () => {
    expect(of({ takenBy: 'clerk', takerEntitled: false })).toEqual([
      'BLOCK 申请人不能为自己的申请接听记录，请由保管人员或办公室人员接听记录'
    ])
    expect(of({ takerConcerned: true, takerEntitled: false })).toEqual(['BLOCK 与这项申请有利害关系的人员不能接听记录'])
    expect(of({ takenBy: 'leader' })).toEqual(['BLOCK 批准领导与接听记录人不能是同一人'])
    expect(of({ takenBy: undefined, approvedBy: undefined })).toEqual(['NEED 批准领导、接听记录人'])
  })

  it('K-03 lets a consent be of this moment, not of a later one nor before the step before', () => {
    expect(of({ approvedAt: call.now })).toEqual([])
    expect(of({ approvedAt: '2026-09-30T02:00:00.001Z' })).toEqual(['BLOCK 批准时间不能晚于现在'])
    expect(of({ previousStepAt: call.approvedAt })).toEqual([])
    expect(of({ previousStepAt: '2026-09-30T01:00:00.001Z' })).toEqual([
      expect.stringMatching(/^BLOCK 批准时间不能早于上一步办结/)
    ])
    expect(of({ approvedAt: undefined, previousStepAt: call.now })).toEqual(['NEED 批准时间'])
  })

  it('K-03 bars the bureau seal, the destruction of seals and of goods', () => {
    for (const topic of ['本局、党组印章用印', '印章销毁', '物品销毁'])
      expect(of({ topics: ['别的', topic] })).toEqual([`BLOCK ${topic}不得以电话请示代替书面审批`])
  })

  it('K-03 bars what the bureau lists, however the list is spaced', () => {
    const listed = bookWith('K-03', { excluded: ' 办公用品领用 ；用车' })
    expect(held(K_03.on(call), listed)).toEqual(['BLOCK 办公用品领用不得以电话请示代替书面审批'])
    expect(held(K_03.on({ ...call, topics: ['物品销毁'] }), listed)).toEqual([])
  })

  it('K-03 counts papers in three days, of vehicles in one working day, each by its own text', () => {
    const calendar = new WorkingCalendar(
      ['10-01', '10-02', '10-05', '10-06', '10-07'].map((day) => ({
        date: `2026-${day}`,
        kind: 'holiday',
        name: '国庆节'
      }))
    )
    const days = K_03.values(plainBook)
    expect(days).toMatchObject({ vehicleDays: 1, otherDays: 3 })
    // 2026-09-30 is the day before the holidays of October; the next working day is 10-08.
    expect(papersPeriod('supplies', days, '2026-09-30', calendar).dueOn).toBe('2026-10-03')
    expect(papersPeriod('vehicles', days, '2026-09-30', calendar).dueOn).toBe('2026-10-08')
    expect([papersInWorkingDays('vehicles'), papersInWorkingDays('seals')]).toEqual([true, false])
    expect(telephoneSources('vehicles').map(({ regulation }) => regulation)).toEqual(['DK-02', 'BZ-03'])
    expect(telephoneSources('supplies').map(({ regulation }) => regulation)).toEqual(['DK-03'])
    expect(K_03.on({ ...call, ledger: 'vehicles', approvedBy: undefined }).objections(plainBook)[0]?.sources).toBe(
      telephoneSources('vehicles')
    )
  })
})
