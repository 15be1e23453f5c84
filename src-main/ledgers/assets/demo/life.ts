import { addDays, addMonths } from '../../../kernel/localDate'
import { acceptThings } from '../acceptance/acts'
import { submitAcquisition } from '../acquisition/acts'
import { setIdle } from '../cards/acts'
import { enterCards } from '../cards/enter'
import { submitDamage } from '../damage/acts'
import { Acquisition, Asset, AssetLoan, AssetTransfer, EquipmentIssue, Retirement } from '../entities'
import { issueEquipment, requestEquipment } from '../equipment/acts'
import { handOverLoan, submitLoan } from '../loan/acts'
import { reconcile, officeBook } from '../reconciliation/acts'
import { arrangeRepair, finishRepair, requestRepair } from '../repair/acts'
import { carryOutRetirement, submitRetirement } from '../retirement/acts'
import { handInScans } from '../stocktake/count'
import { openStocktake } from '../stocktake/open'
import { completeTransfer, submitTransfer } from '../transfer/acts'
import type { DemoAssets } from './acting'
import type { DemoCards } from './cards'

/**
 * What happened with the things since: bought, moved, lent, repaired, lost, issued, retired, counted, reconciled; some
 * of it still open.
 */
export async function demoLife(demo: DemoAssets, cards: DemoCards): Promise<void> {
  await bought(demo)
  await moved(demo, cards)
  await lentAndRepaired(demo, cards)
  await equipped(demo, cards)
  await retired(demo, cards)
  await checked(demo)
}

const idOf = (cards: DemoCards, key: string): string => {
  const card = cards.get(key)
  if (!card) throw new Error(`no demo card ${key}`)
  return card.id
}

/**
 * A scanner asked for, approved, accepted and on its card; a printer above the standard on its way; a request sent
 * back.
 */
async function bought(demo: DemoAssets): Promise<void> {
  const { house } = demo
  const today = house.clock.today()
  const applicant = await demo.person('冯佳宁')
  const clerk = await demo.holder('assetClerk')
  const unitId = await demo.unit('政工股')
  const asked = (name: string, yuan: number, reason: string, reasons = {}) =>
    demo.as(
      applicant,
      '申请购置',
      (unit) =>
        submitAcquisition(unit, house, {
          kind: 'purchase',
          unitId,
          place: '206室',
          reason,
          budget: `年度办公设备预算，${yuan}元`,
          funding: 'budget',
          procurementWay: 'scattered',
          lines: [{ name, equipmentKind: 'none', quantity: 1, unitPriceCents: yuan * 100 }]
        }),
      reasons
    )
  const { row, approval } = await asked('扫描仪', 2_680, '人事档案数字化')
  await demo.decide(approval.id)
  const files = await Promise.all(['合同.png', '验收单.png', '发票.png'].map((name) => demo.scan(clerk, name)))
  const request = await house.database.read.findOneByOrFail(Acquisition, { id: row.id })
  const acceptance = await demo.as(clerk, '资产验收', (unit) =>
    acceptThings(unit, house, {
      acquisitionId: request.id,
      way: 'purchase',
      unitId,
      acquiredOn: today,
      boughtOn: today,
      supplier: '云溪县新城办公设备行',
      contractNumber: 'HT-0312',
      invoiceNumber: '04302611',
      conclusion: '型号、数量相符，通电正常',
      officePersonId: clerk,
      applicantId: applicant,
      lines: [
        {
          name: '扫描仪',
          equipmentKind: 'none',
          quantity: 1,
          unitPriceCents: 268_000,
          serials: ['SN-2611-08'],
          measure: '台'
        }
      ],
      contractFileId: files[0],
      sheetFileId: files[1],
      invoiceFileId: files[2],
      signatures: { office: demo.signature(clerk), applicant: demo.signature(applicant) }
    })
  )
  await demo.as(clerk, '建卡入账', (unit) =>
    enterCards(unit, house, {
      acceptanceId: acceptance.id,
      line: 0,
      separate: true,
      serials: [],
      name: '扫描仪',
      spec: 'A4高速',
      quantity: 1,
      originalCents: 268_000,
      acquiredOn: today,
      unitId,
      userId: applicant,
      keeperId: applicant,
      place: '206室'
    })
  )
  const over = await asked('A4黑白打印机', 1_580, '干部考察材料打印量大', {
    'AST-04': '考察材料须单独打印，现有一台不够用'
  })
  await demo.decide(over.approval.id, { steps: 2 })
  const sentBack = await asked('投影仪', 6_500, '会议使用')
  await demo.decide(sentBack.approval.id, {
    steps: 1,
    last: 'return',
    objection: '会议室已有一台，请说明现有设备能否调剂'
  })
}

/** A laptop handed over to the brigade, a printer's move waiting for the signatures. */
async function moved(demo: DemoAssets, cards: DemoCards): Promise<void> {
  const { house } = demo
  const to = await demo.person('向北辰')
  const toUnitId = await demo.unit('执法大队')
  const moving = async (by: string, key: string) =>
    demo.as(await demo.person(by), '申请转移资产', (unit) =>
      submitTransfer(unit, house, {
        assetIds: [idOf(cards, key)],
        toUnitId,
        toUserId: to,
        toKeeperId: to,
        toPlace: '大队办公室',
        reason: '案件录入需要'
      })
    )
  const laptop = await moving('尹照临', 'laptop')
  await demo.decide(laptop.approval.id)
  const giver = await demo.person('尹照临')
  const { version } = await house.database.read.findOneByOrFail(AssetTransfer, { id: laptop.row.id })
  await demo.as(to, '资产交接', (unit) =>
    completeTransfer(unit, { id: laptop.row.id, version, signatures: [demo.signature(giver), demo.signature(to)] })
  )
  const printer = await moving('冯佳宁', 'pc4')
  await demo.decide(printer.approval.id)
}

/** A shredder out of use, a projector lent out, the air conditioner repaired, the copier reported broken. */
async function lentAndRepaired(demo: DemoAssets, cards: DemoCards): Promise<void> {
  const { house } = demo
  const today = house.clock.today()
  const director = await demo.holder('officeDirector')
  const clerk = await demo.holder('assetClerk')
  const shredder = await house.database.read.findOneByOrFail(Asset, { id: idOf(cards, 'shredder') })
  await demo.as(clerk, '转为闲置', (unit) =>
    setIdle(unit, { id: shredder.id, version: shredder.version, idle: true, reason: '改用集中销毁' })
  )
  const { row, approval } = await demo.as(clerk, '申请出借', (unit) =>
    submitLoan(unit, house, {
      kind: 'out',
      assetId: idOf(cards, 'projector'),
      counterparty: '云溪县文明办',
      purpose: '创建迎检培训',
      fromDay: today,
      dueOn: addDays(today, 10)
    })
  )
  await demo.decide(approval.id)
  const loan = await house.database.read.findOneByOrFail(AssetLoan, { id: row.id })
  await demo.as(director, '借出', (unit) => handOverLoan(unit, loan))
  const repair = await demo.as(clerk, '报修', (unit) =>
    requestRepair(unit, { assetId: idOf(cards, 'aircon'), fault: '一台不制冷' })
  )
  const arranged = await demo.as(clerk, '安排维修', (unit) =>
    arrangeRepair(unit, { ...repair, vendor: '云溪县冰峰制冷维修部' })
  )
  await demo.as(clerk, '维修完成', (unit) =>
    finishRepair(unit, {
      id: arranged.id,
      version: arranged.version,
      costCents: 26_000,
      warrantyUntil: addMonths(today, 6),
      result: '加氟、换电容，制冷正常',
      beyond: false
    })
  )
  await demo.as(clerk, '报修', (unit) =>
    requestRepair(unit, { assetId: idOf(cards, 'copier'), fault: '进纸器卡纸，鼓组报警' })
  )
}

/** A recorder issued, one asked for, one lost with its finding on the way. */
async function equipped(demo: DemoAssets, cards: DemoCards): Promise<void> {
  const { house } = demo
  const accountant = await demo.holder('finance')
  const squadHead = await demo.holder('unitHead', '一中队')
  const asking = async (key: string, name: string) => {
    const personId = await demo.person(name)
    return demo.as(squadHead, '申请领用装备', (unit) =>
      requestEquipment(unit, house, {
        kind: 'bodyCamera',
        assetId: idOf(cards, key),
        quantity: 1,
        personId,
        purpose: '路面执法记录'
      })
    )
  }
  const first = await asking('recorder1', '彭一帆')
  await demo.decide(first.approval.id)
  const issue = await house.database.read.findOneByOrFail(EquipmentIssue, { id: first.row.id })
  await demo.as(accountant, '发放装备', (unit) =>
    issueEquipment(unit, { id: issue.id, version: issue.version, signature: demo.signature(issue.personId) })
  )
  const second = await asking('recorder2', '任平生')
  await demo.decide(second.approval.id, { steps: 1 })
  const keeper = await demo.person('彭一帆')
  const radio = await house.database.read.findOneByOrFail(Asset, { id: idOf(cards, 'radio1') })
  const lost = await demo.as(squadHead, '申报丢失、损坏', (unit) =>
    submitDamage(unit, house, {
      assetId: radio.id,
      kind: 'loss',
      happenedOn: addDays(house.clock.today(), -6),
      circumstances: '夜间巡查途中从车上遗落，沿路寻找未果',
      personId: keeper,
      finding: '保管不善，由领用人按原价赔偿',
      assessedCents: radio.originalCents
    })
  )
  await demo.decide(lost.approval.id, { steps: 2 })
}

/** An old printer and an old sofa retired, an old PC asked for. */
async function retired(demo: DemoAssets, cards: DemoCards): Promise<void> {
  const { house } = demo
  const clerk = await demo.holder('assetClerk')
  const retiring = async (by: string, key: string, reason: string) =>
    demo.as(await demo.person(by), '申请处置', (unit) =>
      submitRetirement(unit, house, {
        assetIds: [idOf(cards, key)],
        kind: 'scrap',
        reason,
        appraisal: '办公室会同使用科室查看，无维修价值'
      })
    )
  const printer = await retiring('冯佳宁', 'printer2', '定影组件损坏，配件停产')
  await demo.decide(printer.approval.id)
  const { version } = await house.database.read.findOneByOrFail(Retirement, { id: printer.row.id })
  await demo.as(clerk, '处置下账', (unit) =>
    carryOutRetirement(unit, {
      id: printer.row.id,
      version,
      disposedOn: house.clock.today(),
      approvalNumber: `云财资〔${house.clock.today().slice(0, 4)}〕16号`,
      incomeCents: 3_000,
      method: '交县定点再生资源回收企业'
    })
  )
  const sofa = await retiring('谢晓岚', 'sofa', '皮面破损，弹簧外露')
  await demo.decide(sofa.approval.id, { steps: 1 })
}

/** A unit's count under way, and finance's list with two differences. */
async function checked(demo: DemoAssets): Promise<void> {
  const { house } = demo
  const clerk = await demo.holder('assetClerk')
  const accountant = await demo.holder('finance')
  const scopeUnitId = await demo.unit('办公室')
  const stocktake = await demo.as(clerk, '开始盘点', (unit) =>
    openStocktake(unit, { duty: 'none', scope: 'unit', scopeUnitId, counterIds: [clerk, accountant] })
  )
  const places = await house.database.read.find(Asset, { where: { unitId: scopeUnitId }, order: { number: 'ASC' } })
  const scans = places
    .filter(({ state }) => state === 'inUse')
    .slice(0, 4)
    .map(({ number, place }, index) => ({
      code: number,
      place: index === 3 ? '走廊' : (place ?? ''),
      at: house.clock.now(),
      key: `demo-${index}`
    }))
  await demo.as(clerk, '盘点扫码', (unit) => handInScans(unit, { id: stocktake.id, round: 'first', scans }))
  const book = await officeBook(house.database.read)
  const rows = book.map(({ number, name, originalCents, accumulatedCents, quantity, acquiredOn, unitName }, index) => ({
    rowNumber: index + 3,
    number,
    name,
    originalCents: index === 7 ? originalCents + 60_000 : originalCents,
    accumulatedCents,
    quantity,
    acquiredOn,
    unitName
  }))
  await demo.as(accountant, '导入财务资产账（对账）', (unit) =>
    reconcile(unit, { fileName: '财务资产账.xlsx', asOf: house.clock.today(), rows: rows.slice(0, -1) })
  )
}
