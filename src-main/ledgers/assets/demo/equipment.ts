import { EquipmentIssue, LowValueItem } from '../entities'
import {
  issueEquipment,
  recordShift,
  requestEquipment,
  takeBackEquipment,
  type EquipmentInput
} from '../equipment/acts'
import { endLowValue, enterLowValue } from '../lowValue/acts'
import { submitReport } from '../report/acts'
import type { DemoAssets, Story } from './acting'

/** Equipment in people's hands, what is kept by number only, and the reports on it. */
export function demoEquipment(demo: DemoAssets): void {
  small(demo)
  issued(demo)
  shifts(demo)
  reported(demo)
}

/** Uniforms and fans kept by number; kettles worn out. */
function small(demo: DemoAssets): void {
  const story = demo.story()
  story.on(demo.day(2, 18), '10:30', async () => {
    const lot = await demo.as(demo.accountant, '登记低值易耗品', (unit) =>
      enterLowValue(unit, {
        name: '夏执勤服',
        spec: '175/92A',
        quantity: 30,
        priceCents: 18_500,
        equipmentKind: 'uniform',
        unitId: demo.unit('财务审计装备股'),
        acquiredOn: demo.day(2, 17)
      })
    )
    demo.keep('uniforms', lot)
  })
  story.on(demo.day(7, 3), '09:30', () =>
    demo.as(demo.clerk, '登记低值易耗品', (unit) =>
      enterLowValue(unit, {
        name: '落地电风扇',
        spec: '40厘米',
        quantity: 6,
        priceCents: 16_800,
        unitId: demo.unit('市政公用股'),
        userId: demo.person('易水寒'),
        acquiredOn: demo.day(7, 2)
      })
    )
  )
  const kettles = demo.story()
  kettles.on(demo.day(0, 9), '10:00', async () => {
    const lot = await demo.as(demo.clerk, '登记低值易耗品', (unit) =>
      enterLowValue(unit, {
        name: '电热水壶',
        quantity: 3,
        priceCents: 9_900,
        unitId: demo.unit('法制教育股'),
        userId: demo.person('尹照临'),
        acquiredOn: demo.day(0, 8)
      })
    )
    demo.keep('kettles', lot)
  })
  kettles.on(demo.day(10, 20), '11:20', async () => {
    const { id, version } = await demo.house.database.read.findOneByOrFail(LowValueItem, { id: demo.idOf('kettles') })
    await demo.as(demo.clerk, '低值易耗品报废', (unit) =>
      endLowValue(unit, { id, version, reason: '底座接触不良，无法使用' })
    )
  })
}

export interface Wanted extends Pick<EquipmentInput, 'kind' | 'quantity' | 'purpose'> {
  readonly key: string
  readonly by: string
  readonly person: string
}

/** Asks for equipment for somebody. */
export function asksForEquipment(
  demo: DemoAssets,
  story: Story,
  day: string,
  wanted: Wanted
): () => { id: string; approvalId: string } {
  let asked = { id: '', approvalId: '' }
  const { kind, key, by, person, quantity, purpose } = wanted
  story.on(day, '08:50', async () => {
    const thing = kind === 'uniform' ? { lowValueId: demo.idOf(key) } : { assetId: demo.idOf(key) }
    const { row, approval } = await demo.as(demo.person(by), '申请领用装备', (unit) =>
      requestEquipment(unit, demo.house, { kind, ...thing, quantity, personId: demo.person(person), purpose })
    )
    asked = { id: row.id, approvalId: approval.id }
  })
  return () => asked
}

const issueOf = (demo: DemoAssets, id: string) => demo.house.database.read.findOneByOrFail(EquipmentIssue, { id })

/** Asked for, approved, and given out against a signature. */
function gives(demo: DemoAssets, story: Story, day: string, wanted: Wanted): () => { id: string } {
  const asked = asksForEquipment(demo, story, day, wanted)
  story.decided([demo.after(day, 1), demo.after(day, 2)], () => asked().approvalId)
  story.on(demo.after(day, 3), '15:20', async () => {
    const { id, version, personId } = await issueOf(demo, asked().id)
    const signature = demo.pen(personId)
    await demo.as(demo.accountant, '发放装备', (unit) => issueEquipment(unit, { id, version, signature }))
  })
  return asked
}

const patrol = { kind: 'bodyCamera', quantity: 1, purpose: '路面执法记录' } as const
const clothing = { kind: 'uniform', key: 'uniforms', quantity: 2, purpose: '夏季换装' } as const

/** Recorders and uniforms in people's hands, one brought back; asked for, approved, and sent back. */
function issued(demo: DemoAssets): void {
  gives(demo, demo.story(), demo.day(4, 5), { ...patrol, key: 'recorder1', by: '龙啸林', person: '彭一帆' })
  for (const [index, [by, person]] of (
    [
      ['龙啸林', '彭一帆'],
      ['卓不凡', '柯玉书']
    ] as const
  ).entries())
    gives(demo, demo.story(), demo.day(8, 2 + index), { ...clothing, by, person })
  const back = demo.story()
  const lentOut = gives(demo, back, demo.day(5, 20), { ...patrol, key: 'recorder4', by: '雷震东', person: '卓不凡' })
  back.on(demo.day(9, 22), '16:40', async () => {
    const { id, version } = await issueOf(demo, lentOut().id)
    await demo.as(demo.accountant, '交回装备', (unit) =>
      takeBackEquipment(unit, { id, version, condition: '外观完好，存储卡已清空', lost: false })
    )
  })
  const gone = demo.story()
  const missed = gives(demo, gone, demo.day(8, 9), { ...clothing, quantity: 1, by: '龙啸林', person: '任平生' })
  gone.on(demo.day(10, 15), '11:10', async () => {
    const { id, version } = await issueOf(demo, missed().id)
    const liability = '本人保管不慎遗失，按原价赔偿'
    await demo.as(demo.accountant, '交回装备', (unit) =>
      takeBackEquipment(unit, { id, version, condition: '晾晒时遗失，查找无果', liability, lost: true })
    )
  })
  const asked = demo.story()
  const recorder = asksForEquipment(demo, asked, demo.ago(2), {
    ...patrol,
    key: 'recorder2',
    by: '龙啸林',
    person: '任平生'
  })
  asked.decided([demo.ago(1)], () => recorder().approvalId, { steps: 1 })
  const approved = demo.story()
  const uniform = asksForEquipment(demo, approved, demo.ago(6), { ...clothing, by: '龙啸林', person: '任平生' })
  approved.decided([demo.ago(5), demo.ago(4)], () => uniform().approvalId)
  const returned = demo.story()
  const second = asksForEquipment(demo, returned, demo.ago(3), { ...clothing, by: '卓不凡', person: '柯玉书' })
  returned.decided([demo.ago(2)], () => second().approvalId, {
    steps: 1,
    last: 'return',
    objection: '今年已领两套，请说明用途'
  })
}

/** A recorder drawn in the morning and brought back in the evening; today's is still out. */
function shifts(demo: DemoAssets): void {
  const officer = demo.person('彭一帆')
  for (const days of [4, 3, 2, 1]) {
    const story = demo.story()
    for (const [time, act] of [
      ['08:35', 'drawn'],
      ['17:25', 'returned']
    ] as const)
      if (days > 1 || act === 'drawn')
        story.on(demo.ago(days), time, async () => {
          const { number } = await demo.card('recorder1')
          await demo.as(officer, act === 'drawn' ? '领出执法记录仪' : '交还执法记录仪', (unit) =>
            recordShift(unit, { number, act })
          )
        })
  }
}

/** Finance and equipment report to the leader in charge after each half of the year. */
function reported(demo: DemoAssets): void {
  for (const [month, content] of [
    [1, '装备总体运行平稳；记录仪电池老化较多，已列入更换计划。'],
    [7, '新购执法记录仪已投入使用；对讲机信号盲区两处，已联系厂家。']
  ] as const) {
    const day = demo.day(demo.monthOfYear(month), 8)
    const year = Number(day.slice(0, 4))
    const half = month === 1 ? `${year - 1}-H2` : `${year}-H1`
    demo
      .story()
      .on(day, '10:00', () =>
        demo.as(demo.accountant, '提交装备报告', (unit) =>
          submitReport(unit, { half, content, leaderId: demo.person('陆远航') })
        )
      )
  }
}
