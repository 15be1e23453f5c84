import { addMonths, addYears } from '../../../kernel/localDate'
import { dueBy, monthAfter } from '../depreciation/schedule'
import { postMonth } from '../depreciation/acts'
import { saveCertificate } from '../equipment/acts'
import { enterLowValue } from '../lowValue/acts'
import { saveRoom, takeSeat } from '../rooms/acts'
import { classTable } from '../classes/classTable'
import { equipmentOf, openingOf } from '../cards/import'
import { filledCard, keptCard, writeCards, type PlannedCard } from '../cards/make'
import { confirmLabel } from '../cards/acts'
import { Asset } from '../entities'
import type { DemoAssets } from './acting'

/** Cards the rest of the demo works with, by what they are. */
export type DemoCards = ReadonlyMap<string, Asset>

/** name, spec, quantity, value in yuan, years ago, unit, user, place; the key is for the acts that follow. */
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
  ['cabinet', '文件柜', '钢制', 6, 7_116, 12, '政工股', '冯佳宁', '206室']
]

/** The opening register with rooms, certificates, labels and the months of depreciation up to now. */
export async function demoCards(demo: DemoAssets): Promise<DemoCards> {
  const { house } = demo
  const today = house.clock.today()
  const clerk = await demo.holder('assetClerk')
  const director = await demo.holder('officeDirector')
  const accountant = await demo.holder('finance')
  const table = await classTable(house.resources)
  const openingMonth = monthAfter(today.slice(0, 7), -4)
  const plans: PlannedCard[] = []
  for (const [index, [, name, spec, quantity, yuan, years, unitName, userName, place]] of register.entries()) {
    const user = await demo.person(userName)
    const acquiredOn = addMonths(addYears(today, -years), -(index % 5))
    const filled = filledCard(
      table,
      keptCard({
        name,
        spec,
        quantity,
        originalCents: yuan * 100,
        acquiredOn,
        unitId: await demo.unit(unitName),
        userId: user,
        keeperId: user,
        place,
        equipmentKind: equipmentOf(name),
        ...(spec === '涉密专用' ? { classified: true, mark: '秘密', safeguard: '机要室专柜，不连任何网络' } : {})
      })
    )
    const card = { ...filled, number: `GD${String(index + 1).padStart(5, '0')}` }
    const given = filled.lifeMonths === null ? null : dueBy({ ...filled, lifeMonths: filled.lifeMonths }, openingMonth)
    // One came over with a slip in the old book's depreciation.
    plans.push({ card, ...openingOf(card, index === 3 && given !== null ? given - 35_000 : given, openingMonth) })
  }
  const assets = await demo.as(clerk, '导入固定资产台账', (unit) => writeCards(unit, plans))
  const labelled = assets.slice(0, -3)
  for (const asset of labelled)
    await demo.as(clerk, '确认贴标签', (unit) =>
      confirmLabel(unit, { id: asset.id, version: asset.version, scanned: asset.number })
    )
  for (const [name, unitName, people] of [
    ['301室', '办公室', ['罗振邦', '夏知秋']],
    ['206室', '政工股', ['黎向前', '冯佳宁']],
    ['302室', '法制教育股', ['江映雪', '尹照临']]
  ] as const) {
    const unitId = await demo.unit(unitName)
    const room = await demo.as(director, '登记房间', (unit) => saveRoom(unit, { name, unitId }))
    for (const person of people) {
      const personId = await demo.person(person)
      await demo.as(director, '登记房间人员', (unit) =>
        takeSeat(unit, { roomId: room.id, personId, fromDay: addYears(today, -1) })
      )
    }
  }
  for (const [index, name] of ['雷震东', '龙啸林', '彭一帆', '任平生', '卓不凡', '柯玉书'].entries()) {
    const personId = await demo.person(name)
    await demo.as(accountant, '登记执法证', (unit) =>
      saveCertificate(unit, {
        personId,
        certificateNumber: `湘0528${String(100 + index)}`,
        validFrom: addYears(today, -2),
        validUntil: addYears(today, 3)
      })
    )
  }
  const finance = await demo.unit('财务审计装备股')
  await demo.as(accountant, '登记低值易耗品', (unit) =>
    enterLowValue(unit, {
      name: '夏执勤服',
      spec: '175/92A',
      quantity: 30,
      priceCents: 18_500,
      equipmentKind: 'uniform',
      unitId: finance,
      acquiredOn: addMonths(today, -3)
    })
  )
  for (const back of [3, 2, 1])
    await demo.as(accountant, '计提折旧', (unit) => postMonth(unit, monthAfter(today.slice(0, 7), -back)))
  const now = new Map((await house.database.read.find(Asset)).map((asset) => [asset.id, asset]))
  return new Map(
    register.flatMap(([key], index) => {
      const asset = now.get(assets[index]?.id ?? '')
      return asset ? [[key, asset] as const] : []
    })
  )
}
