import { implement } from '@orpc/server'
import { contract } from '../../contract'
import { actsOn, numbered, ofId, read, readById, versionOf } from '../../office/handlers'
import { permitting, translatingFaults, type CallContext } from '../../office/procedure'
import { acceptThings, acceptedToLowValue } from './acceptance/acts'
import { acceptanceDetail, acceptanceReads } from './acceptance/rows'
import { submitAcquisition } from './acquisition/acts'
import { acquisitionDetail, acquisitionReads } from './acquisition/rows'
import { assignCard, confirmLabel, reviseCard, setIdle } from './cards/acts'
import { enterCards } from './cards/enter'
import { cardByNumber, cardDetail, cardPage, findClasses, proposedClass } from './cards/rows'
import { changeLife, changeValue, mergeCards, splitCard } from './cards/values'
import { amendDamage, settleDamage, submitDamage } from './damage/acts'
import { damageDetail, damageReads } from './damage/rows'
import { lockMonth, postMonth, settleOpening } from './depreciation/acts'
import { monthPage, previewMonth, runDetail, runReads } from './depreciation/rows'
import {
  amendEquipment,
  issueEquipment,
  recordShift,
  requestEquipment,
  saveCertificate,
  takeBackEquipment
} from './equipment/acts'
import { certificateReads, issueDetail, issueReads, shiftReads, standardRows } from './equipment/rows'
import { amendLoan, borrowThing, handOverLoan, submitLoan, takeBackLoan } from './loan/acts'
import { loanDetail, loanReads } from './loan/rows'
import { assignLowValue, endLowValue, enterLowValue } from './lowValue/acts'
import { lowValueDetail, lowValueReads } from './lowValue/rows'
import { settleLine } from './reconciliation/acts'
import { differencePage, reconciliationDetail, reconciliationReads } from './reconciliation/rows'
import { arrangeRepair, finishRepair, requestRepair } from './repair/acts'
import { repairDetail, repairReads } from './repair/rows'
import { submitReport } from './report/acts'
import { reportDetail, reportReads } from './report/rows'
import { amendRetirement, carryOutRetirement, submitRetirement } from './retirement/acts'
import { retirementDetail, retirementReads } from './retirement/rows'
import { leaveSeat, saveRoom, takeSeat } from './rooms/acts'
import { roomRows } from './rooms/rows'
import { explainDifferences, settleDifference, submitStocktake } from './stocktake/close'
import { confirmSurplus, finishCounting, handInScans, tickLines } from './stocktake/count'
import { openStocktake } from './stocktake/open'
import { countLines, stocktakeDetail, stocktakeReads } from './stocktake/rows'
import { readCountSheet } from './stocktake/readSheet'
import { amendTransfer, completeTransfer, submitTransfer } from './transfer/acts'
import { transferDetail, transferReads } from './transfer/rows'

const os = implement(contract.assets).$context<CallContext>().use(translatingFaults).use(permitting)

const act = actsOn('assets')
const asked = ({ row, approval }: { row: { id: string; number: string }; approval: { id: string } }) => ({
  ...numbered(row),
  approvalId: approval.id
})

const cards = {
  list: os.cards.list.handler(read(cardPage)),
  get: os.cards.get.handler(readById(cardDetail)),
  scan: os.cards.scan.handler(read((reading, { number }) => cardByNumber(reading, number))),
  classes: os.cards.classes.handler(read((reading, { words, limit }) => findClasses(reading, words, limit))),
  proposedClass: os.cards.proposedClass.handler(read((reading, { name }) => proposedClass(reading, name))),
  enter: os.cards.enter.handler(
    act('建卡入账', async (unit, input, house) => ({ made: (await enterCards(unit, house, input)).map(numbered) }))
  ),
  revise: os.cards.revise.handler(
    act('修改卡片', async (unit, input, house) => versionOf(await reviseCard(unit, house, input)))
  ),
  assign: os.cards.assign.handler(
    act('变更使用人、存放地', async (unit, input) => versionOf(await assignCard(unit, input)))
  ),
  split: os.cards.split.handler(
    act('拆分卡片', async (unit, input) => ({ made: (await splitCard(unit, input)).map(numbered) }))
  ),
  merge: os.cards.merge.handler(act('合并卡片', async (unit, input) => versionOf(await mergeCards(unit, input)))),
  changeValue: os.cards.changeValue.handler(
    act('价值变动', async (unit, input) => versionOf(await changeValue(unit, input)))
  ),
  changeLife: os.cards.changeLife.handler(
    act('调整使用年限', async (unit, input) => versionOf(await changeLife(unit, input)))
  ),
  label: os.cards.label.handler(
    act('确认贴标签', async (unit, input, house) => versionOf(await confirmLabel(unit, house, input)))
  ),
  setIdle: os.cards.setIdle.handler(
    act(
      (input) => (input.idle ? '转为闲置' : '恢复使用'),
      async (unit, input) => versionOf(await setIdle(unit, input))
    )
  ),
  settleOpening: os.cards.settleOpening.handler(
    act('处理期初折旧偏差', async (unit, input) => ({ settled: await settleOpening(unit, input) }))
  )
}

const rooms = {
  list: os.rooms.list.handler(read((reading) => roomRows(reading))),
  save: os.rooms.save.handler(act('登记房间', async (unit, input) => ofId(await saveRoom(unit, input)))),
  seat: os.rooms.seat.handler(act('登记房间人员', async (unit, input) => ofId(await takeSeat(unit, input)))),
  leave: os.rooms.leave.handler(act('人员离开房间', async (unit, input) => ofId(await leaveSeat(unit, input))))
}

const acquisitions = {
  list: os.acquisitions.list.handler(read(acquisitionReads.page)),
  get: os.acquisitions.get.handler(readById(acquisitionDetail)),
  submit: os.acquisitions.submit.handler(
    act('申请购置', async (unit, input, house) => asked(await submitAcquisition(unit, house, input)))
  ),
  amend: os.acquisitions.amend.handler(
    act('补正购置申请', async (unit, input, house) => asked(await submitAcquisition(unit, house, input, input)))
  )
}

const acceptances = {
  list: os.acceptances.list.handler(read(acceptanceReads.page)),
  get: os.acceptances.get.handler(readById(acceptanceDetail)),
  accept: os.acceptances.accept.handler(
    act('资产验收', async (unit, input, house) => numbered(await acceptThings(unit, house, input)))
  ),
  toLowValue: os.acceptances.toLowValue.handler(
    act('登记低值易耗品', async (unit, input) => numbered(await acceptedToLowValue(unit, input)))
  )
}

const lowValues = {
  list: os.lowValues.list.handler(read(lowValueReads.page)),
  get: os.lowValues.get.handler(readById(lowValueDetail)),
  enter: os.lowValues.enter.handler(
    act('登记低值易耗品', async (unit, input) => numbered(await enterLowValue(unit, input)))
  ),
  assign: os.lowValues.assign.handler(
    act('领用低值易耗品', async (unit, input) => numbered(await assignLowValue(unit, input)))
  ),
  end: os.lowValues.end.handler(act('报废低值易耗品', async (unit, input) => versionOf(await endLowValue(unit, input))))
}

const transfers = {
  list: os.transfers.list.handler(read(transferReads.page)),
  get: os.transfers.get.handler(readById(transferDetail)),
  submit: os.transfers.submit.handler(
    act('申请转移资产', async (unit, input, house) => asked(await submitTransfer(unit, house, input)))
  ),
  amend: os.transfers.amend.handler(
    act('补正转移申请', async (unit, input, house) => asked(await amendTransfer(unit, house, input)))
  ),
  complete: os.transfers.complete.handler(
    act('资产交接', async (unit, input) => versionOf(await completeTransfer(unit, input)))
  )
}

const loans = {
  list: os.loans.list.handler(read(loanReads.page)),
  get: os.loans.get.handler(readById(loanDetail)),
  submit: os.loans.submit.handler(
    act('申请出借', async (unit, input, house) => asked(await submitLoan(unit, house, input)))
  ),
  amend: os.loans.amend.handler(
    act('补正出借申请', async (unit, input, house) => asked(await amendLoan(unit, house, input)))
  ),
  borrow: os.loans.borrow.handler(act('登记借入', async (unit, input) => numbered(await borrowThing(unit, input)))),
  handOver: os.loans.handOver.handler(act('借出', async (unit, input) => versionOf(await handOverLoan(unit, input)))),
  takeBack: os.loans.takeBack.handler(act('归还', async (unit, input) => versionOf(await takeBackLoan(unit, input))))
}

const repairs = {
  list: os.repairs.list.handler(read(repairReads.page)),
  get: os.repairs.get.handler(readById(repairDetail)),
  request: os.repairs.request.handler(act('报修', async (unit, input) => numbered(await requestRepair(unit, input)))),
  arrange: os.repairs.arrange.handler(
    act('安排维修', async (unit, input) => versionOf(await arrangeRepair(unit, input)))
  ),
  finish: os.repairs.finish.handler(act('维修完成', async (unit, input) => versionOf(await finishRepair(unit, input))))
}

const damages = {
  list: os.damages.list.handler(read(damageReads.page)),
  get: os.damages.get.handler(readById(damageDetail)),
  submit: os.damages.submit.handler(
    act('申报丢失、损坏', async (unit, input, house) => asked(await submitDamage(unit, house, input)))
  ),
  amend: os.damages.amend.handler(
    act('补正损失认定', async (unit, input, house) => asked(await amendDamage(unit, house, input)))
  ),
  settle: os.damages.settle.handler(act('登记赔付', async (unit, input) => versionOf(await settleDamage(unit, input))))
}

const retirements = {
  list: os.retirements.list.handler(read(retirementReads.page)),
  get: os.retirements.get.handler(readById(retirementDetail)),
  submit: os.retirements.submit.handler(
    act('申请处置', async (unit, input, house) => asked(await submitRetirement(unit, house, input)))
  ),
  amend: os.retirements.amend.handler(
    act('补正处置申请', async (unit, input, house) => asked(await amendRetirement(unit, house, input)))
  ),
  carryOut: os.retirements.carryOut.handler(
    act('处置下账', async (unit, input, house) => versionOf(await carryOutRetirement(unit, house, input)))
  )
}

const equipment = {
  list: os.equipment.list.handler(read(issueReads.page)),
  get: os.equipment.get.handler(readById(issueDetail)),
  request: os.equipment.request.handler(
    act('申请领用装备', async (unit, input, house) => asked(await requestEquipment(unit, house, input)))
  ),
  amend: os.equipment.amend.handler(
    act('补正装备领用', async (unit, input, house) => asked(await amendEquipment(unit, house, input)))
  ),
  issue: os.equipment.issue.handler(
    act('发放装备', async (unit, input) => versionOf(await issueEquipment(unit, input)))
  ),
  back: os.equipment.back.handler(
    act('装备交回', async (unit, input) => versionOf(await takeBackEquipment(unit, input)))
  ),
  standards: os.equipment.standards.handler(read(standardRows)),
  shifts: os.equipment.shifts.handler(read(shiftReads.page)),
  shift: os.equipment.shift.handler(
    act(
      (input) => (input.act === 'drawn' ? '领出执法记录仪' : '交还执法记录仪'),
      async (unit, input) => ofId(await recordShift(unit, input))
    )
  ),
  certificates: os.equipment.certificates.handler(read(certificateReads.page)),
  saveCertificate: os.equipment.saveCertificate.handler(
    act('登记执法证', async (unit, input) => ofId(await saveCertificate(unit, input)))
  )
}

const reports = {
  list: os.reports.list.handler(read(reportReads.page)),
  get: os.reports.get.handler(readById(reportDetail)),
  submit: os.reports.submit.handler(
    act('装备半年报告', async (unit, input) => numbered(await submitReport(unit, input)))
  )
}

const stocktakes = {
  list: os.stocktakes.list.handler(read(stocktakeReads.page)),
  get: os.stocktakes.get.handler(readById(stocktakeDetail)),
  lines: os.stocktakes.lines.handler(readById(countLines)),
  open: os.stocktakes.open.handler(act('开始盘点', async (unit, input) => numbered(await openStocktake(unit, input)))),
  scan: os.stocktakes.scan.handler(
    act('盘点扫码', async (unit, input) => ({ answers: await handInScans(unit, input) }))
  ),
  tick: os.stocktakes.tick.handler(act('盘点登记', async (unit, input) => ({ counted: await tickLines(unit, input) }))),
  readSheet: os.stocktakes.readSheet.handler(
    act('读回盘点表', (unit, input, house) => readCountSheet(unit, house, input))
  ),
  finish: os.stocktakes.finish.handler(
    act('结束清点', async (unit, input) => {
      const { version, differences } = await finishCounting(unit, input)
      return { version, differences }
    })
  ),
  explain: os.stocktakes.explain.handler(
    act('说明盘点差异', async (unit, input) => ({ explained: await explainDifferences(unit, input) }))
  ),
  submit: os.stocktakes.submit.handler(
    act('提交盘点结果', async (unit, input, house) => {
      const { version, approvalId } = await submitStocktake(unit, house, input)
      return { version, approvalId }
    })
  ),
  confirmSurplus: os.stocktakes.confirmSurplus.handler(
    act('复盘盘盈', async (unit, input) => ofId(await confirmSurplus(unit, input.differenceId)))
  ),
  settle: os.stocktakes.settle.handler(
    act('处理盘点差异', async (unit, input) => ({ open: await settleDifference(unit, input) }))
  )
}

const reconciliations = {
  list: os.reconciliations.list.handler(read(reconciliationReads.page)),
  get: os.reconciliations.get.handler(readById(reconciliationDetail)),
  differences: os.reconciliations.differences.handler(read(differencePage)),
  settle: os.reconciliations.settle.handler(
    act('处理对账差异', async (unit, input) => ({ open: await settleLine(unit, input) }))
  )
}

const depreciations = {
  runs: os.depreciations.runs.handler(read(runReads.page)),
  get: os.depreciations.get.handler(readById(runDetail)),
  lines: os.depreciations.lines.handler(read(monthPage)),
  preview: os.depreciations.preview.handler(read((reading, { month }) => previewMonth(reading, month))),
  post: os.depreciations.post.handler(
    act('计提折旧', async (unit, input) => {
      const { run, assets, amountCents } = await postMonth(unit, input.month)
      return { ...numbered(run), assets, amountCents }
    })
  ),
  lock: os.depreciations.lock.handler(act('折旧结账', async (unit, input) => versionOf(await lockMonth(unit, input))))
}

/** Every procedure of the fixed-assets ledger. */
export const assetsRouter = {
  cards,
  rooms,
  acquisitions,
  acceptances,
  lowValues,
  transfers,
  loans,
  repairs,
  damages,
  retirements,
  equipment,
  reports,
  stocktakes,
  reconciliations,
  depreciations
}
