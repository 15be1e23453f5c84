import { cancelApproved } from '../../../office/approvals/cancelling'
import { Approval } from '../../../office/approvals/entities'
import { withdraw } from '../../../office/approvals/service'
import type { DemoAssets, Story } from './acting'
import { ask, type Asked as Wish } from './buying'
import { asksForEquipment } from './equipment'
import { asksToRetire } from './leaving'
import { asksToLend, asksToMove } from './living'
import { reports } from './mending'

/** Requests of the year that did not come to their act, and two that wait for it. */
export function demoEnds(demo: DemoAssets): void {
  moves(demo)
  loans(demo)
  retirements(demo)
  wishes(demo)
  equipment(demo)
  findings(demo)
}

type Of = () => { readonly approvalId: string | null }

/** Whoever asked takes it back before anybody decided. */
function takesBack(demo: DemoAssets, story: Story, day: string, by: string, of: Of): void {
  story.on(day, '11:30', async () => {
    const { id, version } = await approvalOf(demo, of)
    await demo.as(demo.person(by), '撤回申请', (unit) => withdraw(unit, demo.house, id, version))
  })
}

/** Whoever asked calls off what was approved. */
function callsOff(demo: DemoAssets, story: Story, day: string, by: string, of: Of, reason: string): void {
  story.on(day, '15:20', async () => {
    const { id, version } = await approvalOf(demo, of)
    await demo.as(demo.person(by), '取消已批准事项', (unit) => cancelApproved(unit, demo.house, id, version, reason))
  })
}

const approvalOf = (demo: DemoAssets, of: Of) =>
  demo.house.database.read.findOneByOrFail(Approval, { id: of().approvalId ?? '' })

const days = (demo: DemoAssets, from: string, steps: number) =>
  Array.from({ length: steps }, (_, index) => demo.after(from, index + 1))

const objected = (objection: string, last: 'refuse' | 'return' = 'refuse') => ({ steps: 1, last, objection })

function moves(demo: DemoAssets): void {
  const printer = { key: 'printer1', by: '罗振邦', toUnit: '政工股', to: '冯佳宁', place: '206室' } as const
  const [no, back, off, again] = [demo.story(), demo.story(), demo.story(), demo.story()]
  const refused = asksToMove(demo, no, demo.day(4, 10), { ...printer, reason: '政工股打印量大' })
  no.decided([demo.day(4, 13)], () => refused().approvalId, objected('301室只有这一台'))
  const withdrawn = asksToMove(demo, back, demo.day(6, 3), { ...printer, reason: '人事档案打印需要' })
  takesBack(demo, back, demo.day(6, 3), '罗振邦', withdrawn)
  const from = demo.day(2, 9)
  const cancelled = asksToMove(demo, off, from, {
    key: 'copier',
    by: '罗振邦',
    toUnit: '政工股',
    to: '冯佳宁',
    place: '206室',
    reason: '年度考核材料集中复印'
  })
  off.decided(days(demo, from, 4), () => cancelled().approvalId)
  callsOff(demo, off, demo.after(from, 6), '罗振邦', cancelled, '改在文印室集中复印')
  const returned = asksToMove(demo, again, demo.ago(3), {
    key: 'desk',
    by: '谢晓岚',
    toUnit: '市政公用股',
    to: '易水寒',
    place: '208室',
    reason: '调剂使用'
  })
  again.decided([demo.ago(2)], () => returned().approvalId, objected('请写明调几张', 'return'))
}

function loans(demo: DemoAssets): void {
  const lending = (day: string, span: number) => ({ fromDay: day, dueOn: demo.workdaysAfter(day, span) })
  const shredder = { key: 'shredder', by: '吕思齐', counterparty: '云溪县档案馆' } as const
  const radio = { key: 'radio2', by: '柯玉书', counterparty: '云溪县消防救援大队' } as const
  const [open, given, back, off] = [demo.story(), demo.story(), demo.story(), demo.story()]
  const pending = asksToLend(demo, open, demo.ago(2), {
    key: 'printer1',
    by: '罗振邦',
    counterparty: '云溪县档案馆',
    purpose: '档案整理打印',
    ...lending(demo.workdaysAfter(demo.today, 3), 8)
  })
  open.decided([demo.ago(1)], () => pending().approvalId, { steps: 1 })
  const approved = asksToLend(demo, given, demo.ago(5), {
    ...radio,
    purpose: '联合演练',
    ...lending(demo.workdaysAfter(demo.today, 2), 5)
  })
  given.decided([demo.ago(4), demo.ago(3), demo.ago(2)], () => approved().approvalId)
  const from = demo.day(5, 8)
  const withdrawn = asksToLend(demo, back, from, {
    ...shredder,
    purpose: '清理重复件',
    ...lending(demo.after(from, 5), 10)
  })
  takesBack(demo, back, from, '吕思齐', withdrawn)
  const since = demo.day(7, 6)
  const cancelled = asksToLend(demo, off, since, { ...radio, purpose: '防汛演练', ...lending(demo.after(since, 6), 5) })
  off.decided(days(demo, since, 3), () => cancelled().approvalId)
  callsOff(demo, off, demo.after(since, 5), '柯玉书', cancelled, '演练因天气取消')
}

function retirements(demo: DemoAssets): void {
  const [no, back, off, again] = [demo.story(), demo.story(), demo.story(), demo.story()]
  const refused = asksToRetire(demo, no, demo.day(3, 7), '谢晓岚', 'sofa', '皮面开裂')
  no.decided([demo.day(3, 9), demo.day(3, 10)], () => refused().approvalId, objected('可以换皮，暂不报废'))
  const withdrawn = asksToRetire(demo, back, demo.day(2, 16), '冯佳宁', 'printer2', '打印有重影')
  takesBack(demo, back, demo.day(2, 16), '冯佳宁', withdrawn)
  const from = demo.day(4, 20)
  const cancelled = asksToRetire(demo, off, from, '易水寒', 'pc5', '开机慢，内存报错')
  off.decided(days(demo, from, 3), () => cancelled().approvalId)
  callsOff(demo, off, demo.after(from, 5), '易水寒', cancelled, '更换内存后恢复使用')
  const returned = asksToRetire(demo, again, demo.ago(3), '吕思齐', 'shredder', '刀具磨损，进纸打滑')
  again.decided([demo.ago(2)], () => returned().approvalId, objected('请先报修，附维修结论', 'return'))
}

function wishes(demo: DemoAssets): void {
  const wish = (key: string, reason: string): Wish => ({
    key,
    name: '空调',
    spec: '1.5匹挂机',
    yuan: 2_899,
    unit: '一中队',
    person: '彭一帆',
    place: '一中队',
    reason
  })
  const [back, off] = [demo.story(), demo.story()]
  const withdrawn = ask(demo, back, demo.day(7, 21), wish('wish1', '值班室闷热'))
  takesBack(demo, back, demo.day(7, 21), '彭一帆', withdrawn)
  const from = demo.day(8, 18)
  const cancelled = ask(demo, off, from, wish('wish2', '值班室没有空调'))
  off.decided(
    [1, 2, 2, 3, 3, 3].map((each) => demo.after(from, each)),
    () => cancelled().approvalId
  )
  callsOff(demo, off, demo.after(from, 6), '彭一帆', cancelled, '县总工会已捐赠一台')
}

function equipment(demo: DemoAssets): void {
  const clothing = { kind: 'uniform', key: 'uniforms', quantity: 1, by: '龙啸林', person: '任平生' } as const
  const [no, back, off] = [demo.story(), demo.story(), demo.story()]
  const refused = asksForEquipment(demo, no, demo.day(5, 11), { ...clothing, purpose: '备用' })
  no.decided([demo.day(5, 12)], () => refused().approvalId, objected('未到换发期'))
  const withdrawn = asksForEquipment(demo, back, demo.day(6, 17), { ...clothing, purpose: '换季' })
  takesBack(demo, back, demo.day(6, 17), '龙啸林', withdrawn)
  const from = demo.day(7, 10)
  const cancelled = asksForEquipment(demo, off, from, { ...clothing, purpose: '外出培训' })
  off.decided(days(demo, from, 2), () => cancelled().approvalId)
  callsOff(demo, off, demo.after(from, 4), '龙啸林', cancelled, '培训改期')
}

function findings(demo: DemoAssets): void {
  const [no, back, open] = [demo.story(), demo.story(), demo.story()]
  const reported = (story: Story, day: string, key: string, happenedOn: string, circumstances: string) =>
    reports(demo, story, day, {
      key,
      by: '罗振邦',
      kind: 'misuse',
      happenedOn,
      circumstances,
      personId: demo.person('罗振邦'),
      finding: '使用不当，由使用人承担维修费',
      repairCents: 12_000,
      assessedCents: 12_000
    })
  const on = demo.day(3, 18)
  const refused = reported(no, on, 'printer1', on, '搬动时碰坏进纸盒')
  no.decided([demo.after(on, 2)], () => refused().approvalId, objected('进纸盒老化，不是人为责任，按报修处理'))
  const day = demo.day(6, 24)
  const withdrawn = reported(back, day, 'pc1', day, '茶水溅到键盘')
  takesBack(demo, back, day, '罗振邦', withdrawn)
  const approved = reported(open, demo.ago(8), 'pc1', demo.ago(9), '显示器从桌面滑落，边框开裂')
  open.decided([demo.ago(7), demo.ago(6), demo.ago(5), demo.ago(4)], () => approved().approvalId)
}
