import { acceptedToLowValue } from '../acceptance/acts'
import { AssetAcceptance } from '../entities'
import type { DemoAssets, Story } from './acting'
import { accept, ask, deciding, enter, hangUpAll, type Asked, type Thing } from './buying'

/** Things bought over the year, come in other ways, and on their way. */
export function demoGetting(demo: DemoAssets): void {
  bought(demo)
  arrived(demo)
  small(demo)
  waiting(demo)
  refused(demo)
}

const recorders: Asked = {
  key: 'recorder4',
  name: '执法记录仪',
  spec: 'DSJ-V9',
  quantity: 2,
  yuan: 2_350,
  kind: 'bodyCamera',
  serials: ['V9-240117', 'V9-240118'],
  unit: '财务审计装备股',
  person: '吕思齐',
  place: '装备室',
  reason: '三中队新增路面巡查任务'
}
const scanner: Asked = {
  key: 'scanner',
  name: '扫描仪',
  spec: 'A4高速',
  yuan: 2_680,
  serials: ['SN-2611-08'],
  unit: '政工股',
  person: '冯佳宁',
  place: '206室',
  reason: '人事档案数字化'
}
const cabinet: Asked = {
  key: 'newCabinet',
  name: '文件柜',
  spec: '铁皮双节',
  quantity: 3,
  yuan: 1_080,
  measure: '个',
  unit: '环境卫生管理所',
  person: '安然',
  place: '所档案室',
  reason: '环卫台账归档'
}
const shredder: Asked = {
  key: 'newShredder',
  name: '碎纸机',
  spec: 'C-32',
  yuan: 1_260,
  serials: ['C32-0719'],
  unit: '法制教育股',
  person: '尹照临',
  place: '302室',
  reason: '案卷副本销毁'
}
const aircon: Asked = {
  key: 'newAircon',
  name: '空调',
  spec: '1.5匹挂机',
  yuan: 2_999,
  serials: ['KT-35-5520'],
  unit: '一中队',
  person: '彭一帆',
  place: '一中队',
  reason: '值班室夏季值守'
}

/** From the request to the label, days in between; the last two have come and still lack card or label. */
function bought(demo: DemoAssets): void {
  const supplier = '云溪县新城办公设备行'
  const papers = [
    [recorders, demo.day(1, 8), 'HT-1106', '04301106'],
    [scanner, demo.day(3, 5), 'HT-0312', '04302611'],
    [cabinet, demo.day(8, 6), 'HT-0524', '04305240']
  ] as const
  for (const [thing, from, contract, invoice] of papers) {
    const story = demo.story()
    const request = ask(demo, story, from, thing)
    story.decided(deciding(demo, from), () => request().approvalId)
    const arrival = { way: 'purchase', from: supplier, contract, invoice, request } as const
    const orderedOn = demo.after(from, 5)
    const acceptance = accept(demo, story, demo.after(from, 12), thing, { ...arrival, orderedOn })
    const cards = enter(demo, story, demo.after(from, 13), thing, acceptance, { separate: thing !== cabinet })
    story.on(demo.after(from, 15), '09:40', () => hangUpAll(demo, cards()))
  }
  for (const [thing, days, contract] of [
    [shredder, 18, 'HT-0901'],
    [aircon, 16, 'HT-0904']
  ] as const) {
    const story = demo.story()
    const from = demo.ago(days)
    const request = ask(demo, story, from, thing)
    story.decided(deciding(demo, from), () => request().approvalId)
    const arrival = {
      way: 'purchase',
      from: supplier,
      contract,
      invoice: `0430${contract.slice(-4)}0`,
      request
    } as const
    const orderedOn = demo.after(from, 5)
    const acceptance = accept(demo, story, demo.ago(3), thing, { ...arrival, orderedOn })
    if (thing === shredder) enter(demo, story, demo.ago(1), thing, acceptance)
  }
}

/** An air conditioner given, cabinets allotted. */
function arrived(demo: DemoAssets): void {
  const given: Thing = {
    key: 'givenAircon',
    name: '空调',
    spec: '3匹柜机',
    yuan: 6_580,
    serials: ['GJ-72-0093'],
    unit: '三中队',
    person: '温如玉',
    place: '三中队'
  }
  const allotted: Thing = {
    key: 'allottedCabinet',
    name: '文件柜',
    spec: '五节',
    quantity: 2,
    yuan: 1_186,
    measure: '个',
    unit: '市政公用股',
    person: '易水寒',
    place: '208室'
  }
  for (const [thing, on, way, from, document] of [
    [given, demo.day(6, 11), 'donation', '云溪县总工会', '云工发〔慰问〕3号'],
    [allotted, demo.day(9, 16), 'allocation', '云溪县机关事务服务中心', '云财资调字7号']
  ] as const) {
    const story = demo.story()
    const acceptance = accept(demo, story, on, thing, { way, from, document })
    const cards = enter(demo, story, demo.after(on, 2), thing, acceptance, {
      separate: thing === given,
      funding: 'none'
    })
    story.on(demo.after(on, 3), '11:00', () => hangUpAll(demo, cards()))
  }
}

/** Chairs allotted, below the threshold: kept by number only, not on cards. */
function small(demo: DemoAssets): void {
  const story = demo.story()
  const chairs: Thing = {
    key: 'stools',
    name: '折叠椅',
    spec: '塑面',
    quantity: 6,
    yuan: 85,
    measure: '把',
    unit: '环境卫生管理所',
    person: '安然',
    place: '所会议室'
  }
  const day = demo.day(5, 25)
  const document = '云财资调字4号'
  const from = '云溪县机关事务服务中心'
  const acceptance = accept(demo, story, day, chairs, { way: 'allocation', from, document })
  story.on(demo.after(day, 2), '10:20', async () => {
    const { id } = acceptance()
    await demo.as(demo.clerk, '登记低值易耗品', async (unit) => {
      const { version } = await unit.load(AssetAcceptance, id, '验收单')
      return acceptedToLowValue(unit, { id, version, line: 0, quantity: 6 })
    })
  })
}

/** What the count found and the books did not have is accepted and put on a card of its own. */
export function foundSurplus(demo: DemoAssets, story: Story, day: string): void {
  const found: Thing = {
    key: 'surplus',
    name: '文件柜',
    spec: '木质',
    yuan: 1_050,
    measure: '个',
    unit: '政工股',
    person: '冯佳宁',
    place: '档案室'
  }
  const document = '盘点差异处理批复'
  const acceptance = accept(demo, story, day, found, { way: 'surplus', from: '原乡镇站所移交', document })
  enter(demo, story, demo.after(day, 1), found, acceptance, { funding: 'none', valueKind: 'appraised' })
}

/** Approved and not bought yet, half decided above the standard, and sent back. */
function waiting(demo: DemoAssets): void {
  const approved = demo.story()
  const aircon = ask(demo, approved, demo.ago(9), {
    key: 'aircon2',
    name: '空调',
    spec: '1.5匹挂机',
    yuan: 2_999,
    unit: '二中队',
    person: '柯玉书',
    place: '二中队',
    reason: '接待群众的房间没有空调'
  })
  approved.decided(deciding(demo, demo.ago(9)), () => aircon().approvalId)
  const over = demo.story()
  const asking = { unit: '政工股', person: '冯佳宁', place: '206室' } as const
  const printer = ask(demo, over, demo.ago(4), {
    ...asking,
    key: 'printer3',
    name: 'A4黑白打印机',
    spec: 'P2055',
    yuan: 1_580,
    reason: '干部考察材料打印量大',
    reasons: { 'AST-04': '考察材料须单独打印，现有一台不够用' }
  })
  over.decided([demo.ago(3), demo.ago(2)], () => printer().approvalId, { steps: 1 })
  const back = demo.story()
  const beamer = ask(demo, back, demo.ago(3), {
    ...asking,
    key: 'projector3',
    name: '投影仪',
    yuan: 6_500,
    reason: '会议使用'
  })
  back.decided([demo.ago(2)], () => beamer().approvalId, {
    steps: 1,
    last: 'return',
    objection: '会议室已有一台，请说明现有设备能否调剂'
  })
}

/** A laptop above the standard that the office did not agree to. */
function refused(demo: DemoAssets): void {
  const story = demo.story()
  const laptop = ask(demo, story, demo.day(5, 13), {
    key: 'laptop2',
    name: '便携式计算机',
    spec: 'X13',
    yuan: 7_200,
    unit: '法制教育股',
    person: '尹照临',
    place: '302室',
    reason: '外出普法',
    reasons: { 'AST-04': '外出使用，不在房间配备标准内' }
  })
  story.decided([demo.day(5, 15), demo.day(5, 19)], () => laptop().approvalId, {
    steps: 1,
    last: 'refuse',
    objection: '本室已有便携式计算机，轮流使用即可'
  })
}
