import { addMonths, addYears } from '../../../kernel/localDate'
import { confirmLabel, setIdle } from '../cards/acts'
import { equipmentOf, openingOf } from '../cards/import'
import { filledCard, keptCard, writeCards, type PlannedCard } from '../cards/make'
import { changeValue, splitCard } from '../cards/values'
import { classTable, type ClassTable } from '../classes/classTable'
import { dueBy, monthAfter } from '../depreciation/schedule'
import { saveCertificate } from '../equipment/acts'
import { saveRoom, takeSeat } from '../rooms/acts'
import type { DemoAssets } from './acting'

/** key, name, spec, quantity, value in yuan, years ago, unit, user, place; the key is for the acts that follow. */
const register: readonly (readonly [string, string, string, number, number, number, string, string, string])[] = [
  ['pc1', '台式计算机', 'M410', 1, 4_980, 3, '办公室', '罗振邦', '301室'],
  ['pc2', '台式计算机', 'M410', 1, 4_980, 3, '办公室', '夏知秋', '301室'],
  ['pc3', '台式计算机', 'T490', 1, 5_350, 7, '财务审计装备股', '吕思齐', '205室'],
  ['pc4', '台式计算机', 'T490', 1, 5_350, 7, '政工股', '冯佳宁', '206室'],
  ['laptop', '便携式计算机', 'ThinkPad', 1, 6_899, 2, '法制教育股', '尹照临', '302室'],
  ['printer1', 'A4黑白打印机', 'P2055', 1, 1_546, 4, '办公室', '罗振邦', '301室'],
  ['printer2', 'A4黑白打印机', 'P2055', 1, 1_546, 8, '政工股', '冯佳宁', '206室'],
  ['copier', '复印机', 'IR2525', 1, 28_188, 5, '办公室', '罗振邦', '文印室'],
  ['projector', '投影仪', 'EB-X05', 1, 4_303, 6, '办公室', '谢晓岚', '会议室'],
  ['aircon', '空调', '2匹', 4, 26_332, 4, '办公室', '谢晓岚', '会议室'],
  ['desk', '办公桌', '1.4米', 12, 18_912, 9, '办公室', '谢晓岚', '301室'],
  ['chair', '办公椅', '人体工学', 20, 17_000, 3, '执法大队', '向北辰', '大队办公室'],
  ['safe', '保密柜', '双门', 1, 2_879, 10, '办公室', '唐雨薇', '机要室'],
  ['secret', '台式计算机', '涉密专用', 1, 7_200, 4, '办公室', '唐雨薇', '机要室'],
  ['sofa', '三人沙发', '皮质', 2, 5_538, 16, '办公室', '谢晓岚', '接待室'],
  ['camera', '照相机', 'D7500', 1, 7_629, 5, '执法大队', '向北辰', '大队办公室'],
  ['noise', '噪声分析仪', 'AWA6228', 1, 11_640, 4, '执法大队', '向北辰', '大队办公室'],
  ['recorder1', '执法记录仪', 'DSJ-V8', 1, 2_200, 2, '财务审计装备股', '吕思齐', '装备室'],
  ['recorder2', '执法记录仪', 'DSJ-V8', 1, 2_200, 2, '财务审计装备股', '吕思齐', '装备室'],
  ['recorder3', '执法记录仪', 'DSJ-V8', 1, 2_200, 2, '财务审计装备股', '吕思齐', '装备室'],
  ['radio1', '对讲机', 'GP328', 1, 1_467, 3, '一中队', '彭一帆', '一中队'],
  ['radio2', '对讲机', 'GP328', 1, 1_467, 3, '二中队', '柯玉书', '二中队'],
  ['shredder', '碎纸机', 'C-22', 1, 1_188, 7, '财务审计装备股', '吕思齐', '205室'],
  ['cabinet', '文件柜', '钢制', 6, 7_116, 12, '政工股', '冯佳宁', '206室'],
  ['projector2', '投影仪', 'CB-X41', 1, 4_500, 3, '法制教育股', '尹照临', '302室'],
  ['pc5', '台式计算机', 'OptiPlex', 1, 4_650, 9, '市政公用股', '易水寒', '208室'],
  ['cabinet2', '文件柜', '钢制', 2, 2_372, 10, '市政公用股', '易水寒', '208室']
]

/** Cards with a slip in the old book's depreciation, in cents. */
const slips: Readonly<Record<string, number>> = { pc4: 35_000, cabinet2: 20_000 }

/** The register taken over as the year begins, with rooms, certificates and labels; what became of some cards since. */
export async function demoCards(demo: DemoAssets): Promise<void> {
  const { house, clerk } = demo
  const story = demo.story()
  const plans = plannedCards(demo, await classTable(house.resources))
  story.on(demo.day(0, 1), '09:00', async () => {
    const assets = await demo.as(clerk, '导入固定资产台账', (unit) => writeCards(unit, plans))
    for (const [index, asset] of assets.entries()) demo.keep(register[index]?.[0] ?? '', asset)
  })
  rooms(demo)
  certificates(demo)
  // Some are hung up every day; the last three still wait.
  for (const [index, [key]] of register.slice(0, -3).entries())
    story.on(demo.day(0, 2 + Math.floor(index / 6)), '14:30', () => hangUp(demo, key))
  changed(demo)
}

/** The label of a card hangs on the thing, and was scanned there. */
export async function hangUp(demo: DemoAssets, key: string): Promise<void> {
  const { id, version, number } = await demo.card(key)
  await demo.as(demo.clerk, '确认贴标签', (unit) => confirmLabel(unit, demo.house, { id, version, scanned: number }))
}

function plannedCards(demo: DemoAssets, table: ClassTable): readonly PlannedCard[] {
  const openingMonth = monthAfter(demo.begins.slice(0, 7), -1)
  return register.map(([key, name, spec, quantity, yuan, years, unitName, userName, place], index) => {
    const user = demo.person(userName)
    const filled = filledCard(
      table,
      keptCard({
        name,
        spec,
        quantity,
        originalCents: yuan * 100,
        acquiredOn: addMonths(addYears(demo.today, -years), -(index % 5)),
        unitId: demo.unit(unitName),
        userId: user,
        keeperId: user,
        place,
        equipmentKind: equipmentOf(name),
        ...(spec === '涉密专用' ? { classified: true, mark: '秘密', safeguard: '机要室专柜，不连任何网络' } : {})
      })
    )
    const card = { ...filled, number: `GD${String(index + 1).padStart(5, '0')}` }
    const given = filled.lifeMonths === null ? null : dueBy({ ...filled, lifeMonths: filled.lifeMonths }, openingMonth)
    return { card, ...openingOf(card, given === null ? null : given - (slips[key] ?? 0), openingMonth) }
  })
}

function rooms(demo: DemoAssets): void {
  const story = demo.story()
  for (const [name, unitName, people] of [
    ['301室', '办公室', ['罗振邦', '夏知秋']],
    ['206室', '政工股', ['黎向前', '冯佳宁']],
    ['302室', '法制教育股', ['江映雪', '尹照临']]
  ] as const)
    story.on(demo.day(0, 1), '10:00', async () => {
      const unitId = demo.unit(unitName)
      const room = await demo.as(demo.director, '登记房间', (unit) => saveRoom(unit, { name, unitId }))
      for (const person of people)
        await demo.as(demo.director, '登记房间人员', (unit) =>
          takeSeat(unit, { roomId: room.id, personId: demo.person(person), fromDay: demo.day(0, 1) })
        )
    })
}

function certificates(demo: DemoAssets): void {
  const story = demo.story()
  for (const [index, name] of ['雷震东', '龙啸林', '彭一帆', '任平生', '卓不凡', '柯玉书'].entries())
    story.on(demo.day(0, 1), '14:40', () =>
      demo.as(demo.accountant, '登记执法证', (unit) =>
        saveCertificate(unit, {
          personId: demo.person(name),
          certificateNumber: `湘0528${String(100 + index)}`,
          validFrom: addYears(demo.today, -2),
          validUntil: addYears(demo.today, 3)
        })
      )
    )
}

/** A finisher added to the copier, four chairs parted from the others, a shredder out of use. */
function changed(demo: DemoAssets): void {
  const { clerk } = demo
  const story = demo.story()
  story.on(demo.day(4, 12), '10:10', async () => {
    const { id, version } = await demo.card('copier')
    await demo.as(clerk, '登记价值变动', (unit) =>
      changeValue(unit, {
        id,
        version,
        kind: 'improved',
        amountCents: 380_000,
        less: false,
        document: '合同HT-0207',
        reason: '加装双面输稿装订组件'
      })
    )
  })
  story.on(demo.day(7, 9), '15:10', async () => {
    const { id, version } = await demo.card('chair')
    const [, parted] = await demo.as(clerk, '拆分卡片', (unit) =>
      splitCard(unit, { id, version, parts: [16, 4], reason: '四把调给三中队使用' })
    )
    if (parted) demo.keep('chairs', parted)
  })
  story.on(demo.day(7, 10), '09:20', () => hangUp(demo, 'chairs'))
  story.on(demo.day(10, 8), '16:00', async () => {
    const { id, version } = await demo.card('shredder')
    await demo.as(clerk, '转为闲置', (unit) => setIdle(unit, { id, version, idle: true, reason: '改用集中销毁' }))
  })
}
