import { addMonths } from '../../../kernel/localDate'
import { settleDamage, submitDamage, type DamageInput } from '../damage/acts'
import { AssetDamage, AssetRepair } from '../entities'
import { arrangeRepair, finishRepair, requestRepair } from '../repair/acts'
import type { DemoAssets, Story } from './acting'
import { nothing, type Asked } from './living'

/** Things repaired, damaged and lost. */
export function demoMending(demo: DemoAssets): void {
  repaired(demo)
  damaged(demo)
}

interface Repaired {
  readonly key: string
  readonly by: string
  readonly fault: string
  /** Who sends it: the office, or finance and equipment for theirs. */
  readonly sent?: { readonly by: string; readonly vendor: string; readonly on: string }
  readonly done?: {
    readonly on: string
    readonly yuan: number
    readonly result: string
    readonly beyond?: boolean
  }
}

/** Tells a repair from the report on, as far as it went. */
function repairs(demo: DemoAssets, day: string, { key, by, fault, sent, done }: Repaired): void {
  const story = demo.story()
  let id = ''
  const now = () => demo.house.database.read.findOneByOrFail(AssetRepair, { id })
  story.on(day, '09:30', async () => {
    const repair = await demo.as(demo.person(by), '报修', (unit) =>
      requestRepair(unit, { assetId: demo.idOf(key), fault })
    )
    id = repair.id
  })
  if (!sent) return
  story.on(sent.on, '10:00', async () => {
    const { version } = await now()
    await demo.as(sent.by, '安排维修', (unit) => arrangeRepair(unit, { id, version, vendor: sent.vendor }))
  })
  if (!done) return
  story.on(done.on, '16:20', async () => {
    const { version } = await now()
    await demo.as(sent.by, '维修完成', (unit) =>
      finishRepair(unit, {
        id,
        version,
        costCents: done.yuan * 100,
        warrantyUntil: done.beyond ? undefined : addMonths(done.on, 6),
        result: done.result,
        beyond: done.beyond ?? false
      })
    )
  })
}

/** Mended, beyond mending, at the workshop, and only just reported. */
function repaired(demo: DemoAssets): void {
  const { clerk, accountant } = demo
  repairs(demo, demo.day(9, 6), {
    key: 'aircon',
    by: '谢晓岚',
    fault: '一台不制冷',
    sent: { by: clerk, vendor: '云溪县冰峰制冷维修部', on: demo.day(9, 7) },
    done: { on: demo.day(9, 9), yuan: 260, result: '加氟、换电容，制冷正常' }
  })
  repairs(demo, demo.day(6, 18), {
    key: 'printer2',
    by: '冯佳宁',
    fault: '定影不牢，卡纸',
    sent: { by: clerk, vendor: '云溪县新城办公设备行', on: demo.day(6, 19) },
    done: { on: demo.day(6, 25), yuan: 0, result: '定影组件损坏，配件停产', beyond: true }
  })
  repairs(demo, demo.ago(6), {
    key: 'recorder3',
    by: '吕思齐',
    fault: '电池不蓄电',
    sent: { by: accountant, vendor: '警视达装备维修站', on: demo.ago(4) }
  })
  repairs(demo, demo.ago(2), { key: 'copier', by: '罗振邦', fault: '进纸器卡纸，鼓组报警' })
}

export type Found = Omit<DamageInput, 'assetId'> & { readonly key: string; readonly by: string }

/** Reports a loss or damage with its finding. */
export function reports(demo: DemoAssets, story: Story, day: string, { key, by, ...found }: Found): () => Asked {
  let asked = nothing
  story.on(day, '09:50', async () => {
    const { row, approval } = await demo.as(
      demo.person(by),
      '申报丢失、损坏',
      (unit) => submitDamage(unit, demo.house, { assetId: demo.idOf(key), ...found }),
      { 'K-13': '先寻找、查明情况，上班后报告' }
    )
    asked = { id: row.id, approvalId: approval.id }
  })
  return () => asked
}

/** A camera dropped and paid for, a radio lost with its finding on the way, a rusted cabinet's sent back. */
function damaged(demo: DemoAssets): void {
  const camera = demo.story()
  const on = demo.day(5, 9)
  const dropped = reports(demo, camera, on, {
    key: 'camera',
    by: '雷震东',
    kind: 'misuse',
    happenedOn: on,
    circumstances: '执法取证时跌落，镜头卡口变形',
    personId: demo.person('向北辰'),
    finding: '使用不当，由使用人承担维修费',
    repairCents: 68_000,
    assessedCents: 68_000
  })
  camera.decided(
    [1, 2, 3, 4].map((days) => demo.after(on, days)),
    () => dropped().approvalId
  )
  const settledOn = demo.after(on, 8)
  camera.on(settledOn, '15:40', async () => {
    const { id, version } = await demo.house.database.read.findOneByOrFail(AssetDamage, { id: dropped().id })
    await demo.as(demo.accountant, '登记赔付', (unit) =>
      settleDamage(unit, { id, version, settledOn, receiptNumber: '0047182' })
    )
  })
  const radio = demo.story()
  const lost = reports(demo, radio, demo.ago(4), {
    key: 'radio1',
    by: '龙啸林',
    kind: 'loss',
    happenedOn: demo.ago(5),
    circumstances: '夜间巡查途中从车上遗落，沿路寻找未果',
    personId: demo.person('彭一帆'),
    finding: '保管不善，由领用人按原价赔偿',
    assessedCents: 146_700
  })
  radio.decided([demo.ago(3), demo.ago(2)], () => lost().approvalId, { steps: 1 })
  const rusted = demo.story()
  const cabinet = reports(demo, rusted, demo.ago(3), {
    key: 'cabinet2',
    by: '易水寒',
    kind: 'accident',
    happenedOn: demo.ago(4),
    circumstances: '屋顶漏水浸泡，柜体锈穿',
    finding: '房屋漏水所致，无人为责任',
    assessedCents: 0
  })
  rusted.decided([demo.ago(2)], () => cabinet().approvalId, {
    steps: 1,
    last: 'return',
    objection: '请附漏水报修的情况说明'
  })
}
