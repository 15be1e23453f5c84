import { describe, expect, it } from 'vitest'
import { WorkingCalendar } from '@main/kernel/workingCalendar'
import { breakdownDeadline, listDueOn, VEH_11, VEH_12, VEH_13, VEH_14 } from '@main/ledgers/vehicles/rules/repair'
import { bookWith, held, plainBook } from '../../support/judged'

// The edges of repairs by DK-02 二4 至 二7 and DK-07 三十一. Cents.
describe('VEH-11', () => {
  const asked = (more: object) =>
    held(
      VEH_11.on({
        stage: 'request',
        garage: '城南修理厂',
        designated: true,
        breakdown: false,
        items: 1,
        driver: true,
        ...more
      })
    )
  it.each([
    ['by the driver, at a designated garage', {}, []],
    ['by somebody else', { driver: false }, ['BLOCK 维修保养由该车驾驶员申请']],
    ['without an item', { items: 0 }, ['NEED 维修保养项目']],
    ['at another garage', { designated: false }, ['BLOCK 城南修理厂不是定点修理厂，不得擅自选择厂家']],
    ['at no garage', { designated: false, garage: undefined }, ['BLOCK 所选厂家不是定点修理厂，不得擅自选择厂家']],
    ['at another garage on the road', { designated: false, breakdown: true }, []]
  ])('is asked for %s', (_, more, said) => {
    expect(asked(more)).toEqual(said)
  })

  const at = '2026-05-19T02:00:00.000Z'
  const handedOver = (approved: boolean, driverSigned: boolean, officeSigned: boolean, more: object = {}) =>
    held(
      VEH_11.on({
        stage: 'handOver',
        approved,
        driverSigned,
        officeSigned,
        elsewhere: undefined,
        at,
        consentedAt: at,
        ...more
      })
    )
  it('hands the car over once all have approved, by driver and vehicle office together', () => {
    expect(handedOver(true, true, true)).toEqual([])
    expect(handedOver(true, true, true, { consentedAt: undefined })).toEqual([])
    expect(handedOver(true, true, true, { consentedAt: '2026-05-19T02:00:59.000Z' })).toEqual([])
    expect(handedOver(true, true, true, { consentedAt: '2026-05-19T02:01:00.000Z' })).toEqual([
      'BLOCK 2026-05-19 10:01才全部批准，不能登记为此前送修；先申请经批准后维修'
    ])
    expect(handedOver(true, true, true, { elsewhere: 'WX-1' })).toEqual([
      'BLOCK 车辆已凭WX-1送修，验收后才能再送修；要一并修理的办理增项'
    ])
    expect(handedOver(false, true, true)).toEqual(['NEED 全部领导的批准'])
    expect(handedOver(true, false, true)).toEqual(['NEED 驾驶员签字'])
    expect(handedOver(true, true, false)).toEqual(['NEED 车管办签字'])
    expect(handedOver(true, false, false)).toEqual(['NEED 驾驶员签字、车管办签字'])
  })

  it('adds items while the car is in the garage only, and closes once what the driver bears is collected', () => {
    expect(held(VEH_11.on({ stage: 'supplement', open: true }))).toEqual([])
    expect(held(VEH_11.on({ stage: 'supplement', open: false }))).toEqual([
      'BLOCK 车辆不在修理中，不能增加项目；另行填写审批单'
    ])
    const closed = (borneCents: number, collected: boolean) =>
      held(VEH_11.on({ stage: 'close', borneCents, collected }))
    expect(closed(0, false)).toEqual([])
    expect(closed(1, true)).toEqual([])
    expect(closed(1, false)).toEqual(['NEED 驾驶员自负费用的收款'])
  })
})

describe('VEH-12', () => {
  it('repairs on the road when each leader has consented', () => {
    expect(held(VEH_12.on({ stage: 'repair', waitingFor: [] }))).toEqual([])
    expect(held(VEH_12.on({ stage: 'repair', waitingFor: ['局长', '书记'] }))).toEqual(['NEED 局长、书记'])
  })

  it('lets a garage that is not designated do what brings the car home only', () => {
    const at = (roadside: string, onlyHome: boolean) => held(VEH_12.on({ stage: 'garage', roadside, onlyHome }))
    expect(at('', false)).toEqual([])
    expect(at('路边店', true)).toEqual([])
    expect(at('路边店', false)).toEqual(['NEED 项目只限让车辆开回的确认'])
  })

  it('wants the signed papers a working day after the return, or after the days the bureau set', () => {
    expect(held(VEH_12.on({ stage: 'papers', attachment: true }))).toEqual([])
    expect(held(VEH_12.on({ stage: 'papers', attachment: false }))).toEqual(['NEED 签字的车辆保养维修审批单'])
    const calendar = new WorkingCalendar([], [2026])
    // Friday 15 May 2026: the working day after is Monday.
    expect(breakdownDeadline('2026-05-15', plainBook, calendar).dueOn).toBe('2026-05-18')
    expect(breakdownDeadline('2026-05-15', bookWith('VEH-12', { days: 3 }), calendar).dueOn).toBe('2026-05-20')
  })
})

describe('VEH-13', () => {
  const accepted = (more: object) =>
    held(
      VEH_13.on({
        stage: 'accept',
        lines: [{ name: '更换刹车片', approvedCents: 60_000, actualCents: 60_000, field: 'lines.0.actualCents' }],
        openSupplements: [],
        driverSigned: true,
        officeSigned: true,
        ...more
      })
    )
  const line = { name: '更换机油', approvedCents: 30_000, actualCents: 29_999, field: 'lines.1.actualCents' }
  it.each([
    ['within what was approved, signed by both', {}, []],
    ['below it', { lines: [line] }, []],
    ['a cent above', { lines: [{ ...line, actualCents: 30_001 }] }, ['NEED “更换机油”超出0.01元的增项批准']],
    [
      'above in one item though the sum is kept',
      {
        lines: [
          { ...line, actualCents: 30_500 },
          { ...line, name: '洗车', approvedCents: 1_000, actualCents: 0 }
        ]
      },
      ['NEED “更换机油”超出5.00元的增项批准']
    ],
    ['with an item nobody approved', { lines: [{ ...line, approvedCents: undefined }] }, ['NEED “更换机油”的增项批准']],
    ['with a supplement still open', { openSupplements: ['ZX-1'] }, ['NEED ZX-1']],
    ['without the driver', { driverSigned: false }, ['NEED 驾驶员签字']],
    ['without the vehicle office', { officeSigned: false }, ['NEED 车管办签字']],
    ['by nobody', { driverSigned: false, officeSigned: false }, ['NEED 驾驶员签字、车管办签字']]
  ])('is accepted %s', (_, more, said) => {
    expect(accepted(more)).toEqual(said)
  })

  it('is closed with the list at finance, due the day after the acceptance', () => {
    expect(held(VEH_13.on({ stage: 'close', listReceived: true }))).toEqual([])
    expect(held(VEH_13.on({ stage: 'close', listReceived: false }))).toEqual(['NEED 财务装备股收到维修清单'])
    expect(listDueOn('2026-12-31')).toBe('2027-01-01')
  })
})

describe('VEH-14', () => {
  const asked = (overhaul: boolean, statement: boolean) => held(VEH_14.on({ stage: 'request', overhaul, statement }))
  const closed = (overhaul: boolean, received: boolean) => held(VEH_14.on({ stage: 'close', overhaul, received }))
  it('wants a statement with an overhaul, and that it reached finance; with nothing else', () => {
    expect([asked(false, false), asked(true, true), closed(false, false), closed(true, true)]).toEqual([[], [], [], []])
    expect(asked(true, false)).toEqual(['NEED 事故或故障情况说明'])
    expect(closed(true, false)).toEqual(['NEED 财务装备股收到情况说明'])
  })
})
