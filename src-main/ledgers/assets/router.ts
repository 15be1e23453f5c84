import { implement } from '@orpc/server'
import { contract } from '../../contract'
import { permitting, translatingFaults, type CallContext } from '../../office/procedure'
import { acceptThings, acceptedToLowValue } from './acceptance/acts'
import { acceptanceDetail, acceptanceReads } from './acceptance/rows'
import { submitAcquisition } from './acquisition/acts'
import { acquisitionDetail, acquisitionReads } from './acquisition/rows'
import { assignCard, confirmLabel, reviseCard, setIdle } from './cards/acts'
import { enterCards } from './cards/enter'
import { cardByNumber, cardDetail, cardPage, findClasses, proposedClass } from './cards/rows'
import { changeLife, changeValue, mergeCards, splitCard } from './cards/values'
import { settleDamage, submitDamage } from './damage/acts'
import { damageDetail, damageReads } from './damage/rows'
import { lockMonth, postMonth, settleOpening } from './depreciation/acts'
import { monthPage, previewMonth, runDetail, runReads } from './depreciation/rows'
import { issueEquipment, recordShift, requestEquipment, saveCertificate, takeBackEquipment } from './equipment/acts'
import { certificateReads, issueDetail, issueReads, shiftReads, standardRows } from './equipment/rows'
import { borrowThing, handOverLoan, submitLoan, takeBackLoan } from './loan/acts'
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

const work = (act: string, input: { reasons?: Readonly<Record<string, string>> | undefined }) => ({
  chain: 'assets' as const,
  act,
  reasons: input.reasons
})
const made = ({ id, number }: { id: string; number: string }) => ({ id, number })
const asked = ({ row, approval }: { row: { id: string; number: string }; approval: { id: string } }) => ({ ...made(row), approvalId: approval.id })
const versionOf = ({ version }: { version: number }) => ({ version })
const idOf = ({ id }: { id: string }) => ({ id })

const cards = {
  list: os.cards.list.handler(async ({ context, input }) => cardPage(await context.reading(), input)),
  get: os.cards.get.handler(async ({ context, input }) => cardDetail(await context.reading(), input.id)),
  scan: os.cards.scan.handler(async ({ context, input }) => cardByNumber(await context.reading(), input.number)),
  classes: os.cards.classes.handler(async ({ context, input }) => findClasses(await context.reading(), input.words, input.limit)),
  proposedClass: os.cards.proposedClass.handler(async ({ context, input }) => proposedClass(await context.reading(), input.name)),
  enter: os.cards.enter.handler(({ context, input }) =>
    context.write(work('建卡入账', input), async (unit) => ({ made: (await enterCards(unit, context.house, input)).map(made) }))
  ),
  revise: os.cards.revise.handler(({ context, input }) =>
    context.write(work('修改卡片', input), async (unit) => versionOf(await reviseCard(unit, context.house, input)))
  ),
  assign: os.cards.assign.handler(({ context, input }) =>
    context.write(work('变更使用人、存放地', input), async (unit) => versionOf(await assignCard(unit, input)))
  ),
  split: os.cards.split.handler(({ context, input }) =>
    context.write(work('拆分卡片', input), async (unit) => ({ made: (await splitCard(unit, input)).map(made) }))
  ),
  merge: os.cards.merge.handler(({ context, input }) =>
    context.write(work('合并卡片', input), async (unit) => versionOf(await mergeCards(unit, input)))
  ),
  changeValue: os.cards.changeValue.handler(({ context, input }) =>
    context.write(work('价值变动', input), async (unit) => versionOf(await changeValue(unit, input)))
  ),
  changeLife: os.cards.changeLife.handler(({ context, input }) =>
    context.write(work('调整使用年限', input), async (unit) => versionOf(await changeLife(unit, input)))
  ),
  label: os.cards.label.handler(({ context, input }) =>
    context.write(work('确认贴标签', input), async (unit) => versionOf(await confirmLabel(unit, input)))
  ),
  setIdle: os.cards.setIdle.handler(({ context, input }) =>
    context.write(work(input.idle ? '转为闲置' : '恢复使用', input), async (unit) => versionOf(await setIdle(unit, input)))
  ),
  settleOpening: os.cards.settleOpening.handler(({ context, input }) =>
    context.write(work('处理期初折旧偏差', input), async (unit) => ({ settled: await settleOpening(unit, input) }))
  )
}

const rooms = {
  list: os.rooms.list.handler(async ({ context }) => roomRows(await context.reading())),
  save: os.rooms.save.handler(({ context, input }) => context.write(work('登记房间', input), async (unit) => idOf(await saveRoom(unit, input)))),
  seat: os.rooms.seat.handler(({ context, input }) => context.write(work('登记房间人员', input), async (unit) => idOf(await takeSeat(unit, input)))),
  leave: os.rooms.leave.handler(({ context, input }) =>
    context.write(work('人员离开房间', input), async (unit) => idOf(await leaveSeat(unit, input)))
  )
}

const acquisitions = {
  list: os.acquisitions.list.handler(async ({ context, input }) => acquisitionReads.page(await context.reading(), input)),
  get: os.acquisitions.get.handler(async ({ context, input }) => acquisitionDetail(await context.reading(), input.id)),
  submit: os.acquisitions.submit.handler(({ context, input }) =>
    context.write(work('申请购置', input), async (unit) => asked(await submitAcquisition(unit, context.house, input)))
  ),
  amend: os.acquisitions.amend.handler(({ context, input }) =>
    context.write(work('补正购置申请', input), async (unit) => asked(await submitAcquisition(unit, context.house, input, input)))
  )
}

const acceptances = {
  list: os.acceptances.list.handler(async ({ context, input }) => acceptanceReads.page(await context.reading(), input)),
  get: os.acceptances.get.handler(async ({ context, input }) => acceptanceDetail(await context.reading(), input.id)),
  accept: os.acceptances.accept.handler(({ context, input }) =>
    context.write(work('资产验收', input), async (unit) => made(await acceptThings(unit, context.house, input)))
  ),
  toLowValue: os.acceptances.toLowValue.handler(({ context, input }) =>
    context.write(work('登记低值易耗品', input), async (unit) => made(await acceptedToLowValue(unit, input)))
  )
}

const lowValues = {
  list: os.lowValues.list.handler(async ({ context, input }) => lowValueReads.page(await context.reading(), input)),
  get: os.lowValues.get.handler(async ({ context, input }) => lowValueDetail(await context.reading(), input.id)),
  enter: os.lowValues.enter.handler(({ context, input }) =>
    context.write(work('登记低值易耗品', input), async (unit) => made(await enterLowValue(unit, input)))
  ),
  assign: os.lowValues.assign.handler(({ context, input }) =>
    context.write(work('领用低值易耗品', input), async (unit) => made(await assignLowValue(unit, input)))
  ),
  end: os.lowValues.end.handler(({ context, input }) =>
    context.write(work('报废低值易耗品', input), async (unit) => versionOf(await endLowValue(unit, input)))
  )
}

const transfers = {
  list: os.transfers.list.handler(async ({ context, input }) => transferReads.page(await context.reading(), input)),
  get: os.transfers.get.handler(async ({ context, input }) => transferDetail(await context.reading(), input.id)),
  submit: os.transfers.submit.handler(({ context, input }) =>
    context.write(work('申请转移资产', input), async (unit) => asked(await submitTransfer(unit, context.house, input)))
  ),
  amend: os.transfers.amend.handler(({ context, input }) =>
    context.write(work('补正转移申请', input), async (unit) => asked(await amendTransfer(unit, context.house, input)))
  ),
  complete: os.transfers.complete.handler(({ context, input }) =>
    context.write(work('资产交接', input), async (unit) => versionOf(await completeTransfer(unit, input)))
  )
}

const loans = {
  list: os.loans.list.handler(async ({ context, input }) => loanReads.page(await context.reading(), input)),
  get: os.loans.get.handler(async ({ context, input }) => loanDetail(await context.reading(), input.id)),
  submit: os.loans.submit.handler(({ context, input }) =>
    context.write(work('申请出借', input), async (unit) => asked(await submitLoan(unit, context.house, input)))
  ),
  borrow: os.loans.borrow.handler(({ context, input }) =>
    context.write(work('登记借入', input), async (unit) => made(await borrowThing(unit, input)))
  ),
  handOver: os.loans.handOver.handler(({ context, input }) =>
    context.write(work('借出', input), async (unit) => versionOf(await handOverLoan(unit, input)))
  ),
  takeBack: os.loans.takeBack.handler(({ context, input }) =>
    context.write(work('归还', input), async (unit) => versionOf(await takeBackLoan(unit, input)))
  )
}

const repairs = {
  list: os.repairs.list.handler(async ({ context, input }) => repairReads.page(await context.reading(), input)),
  get: os.repairs.get.handler(async ({ context, input }) => repairDetail(await context.reading(), input.id)),
  request: os.repairs.request.handler(({ context, input }) =>
    context.write(work('报修', input), async (unit) => made(await requestRepair(unit, input)))
  ),
  arrange: os.repairs.arrange.handler(({ context, input }) =>
    context.write(work('安排维修', input), async (unit) => versionOf(await arrangeRepair(unit, input)))
  ),
  finish: os.repairs.finish.handler(({ context, input }) =>
    context.write(work('维修完成', input), async (unit) => versionOf(await finishRepair(unit, input)))
  )
}

const damages = {
  list: os.damages.list.handler(async ({ context, input }) => damageReads.page(await context.reading(), input)),
  get: os.damages.get.handler(async ({ context, input }) => damageDetail(await context.reading(), input.id)),
  submit: os.damages.submit.handler(({ context, input }) =>
    context.write(work('申报丢失、损坏', input), async (unit) => asked(await submitDamage(unit, context.house, input)))
  ),
  settle: os.damages.settle.handler(({ context, input }) =>
    context.write(work('登记赔付', input), async (unit) => versionOf(await settleDamage(unit, input)))
  )
}

const retirements = {
  list: os.retirements.list.handler(async ({ context, input }) => retirementReads.page(await context.reading(), input)),
  get: os.retirements.get.handler(async ({ context, input }) => retirementDetail(await context.reading(), input.id)),
  submit: os.retirements.submit.handler(({ context, input }) =>
    context.write(work('申请处置', input), async (unit) => asked(await submitRetirement(unit, context.house, input)))
  ),
  amend: os.retirements.amend.handler(({ context, input }) =>
    context.write(work('补正处置申请', input), async (unit) => asked(await amendRetirement(unit, context.house, input)))
  ),
  carryOut: os.retirements.carryOut.handler(({ context, input }) =>
    context.write(work('处置下账', input), async (unit) => versionOf(await carryOutRetirement(unit, input)))
  )
}

const equipment = {
  list: os.equipment.list.handler(async ({ context, input }) => issueReads.page(await context.reading(), input)),
  get: os.equipment.get.handler(async ({ context, input }) => issueDetail(await context.reading(), input.id)),
  request: os.equipment.request.handler(({ context, input }) =>
    context.write(work('申请领用装备', input), async (unit) => asked(await requestEquipment(unit, context.house, input)))
  ),
  issue: os.equipment.issue.handler(({ context, input }) =>
    context.write(work('发放装备', input), async (unit) => versionOf(await issueEquipment(unit, input)))
  ),
  back: os.equipment.back.handler(({ context, input }) =>
    context.write(work('装备交回', input), async (unit) => versionOf(await takeBackEquipment(unit, input)))
  ),
  standards: os.equipment.standards.handler(async ({ context }) => standardRows(await context.reading())),
  shifts: os.equipment.shifts.handler(async ({ context, input }) => shiftReads.page(await context.reading(), input)),
  shift: os.equipment.shift.handler(({ context, input }) =>
    context.write(work(input.act === 'drawn' ? '领出执法记录仪' : '交还执法记录仪', input), async (unit) => idOf(await recordShift(unit, input)))
  ),
  certificates: os.equipment.certificates.handler(async ({ context, input }) => certificateReads.page(await context.reading(), input)),
  saveCertificate: os.equipment.saveCertificate.handler(({ context, input }) =>
    context.write(work('登记执法证', input), async (unit) => idOf(await saveCertificate(unit, input)))
  )
}

const reports = {
  list: os.reports.list.handler(async ({ context, input }) => reportReads.page(await context.reading(), input)),
  get: os.reports.get.handler(async ({ context, input }) => reportDetail(await context.reading(), input.id)),
  submit: os.reports.submit.handler(({ context, input }) =>
    context.write(work('装备半年报告', input), async (unit) => made(await submitReport(unit, input)))
  )
}

const stocktakes = {
  list: os.stocktakes.list.handler(async ({ context, input }) => stocktakeReads.page(await context.reading(), input)),
  get: os.stocktakes.get.handler(async ({ context, input }) => stocktakeDetail(await context.reading(), input.id)),
  lines: os.stocktakes.lines.handler(async ({ context, input }) => countLines(await context.reading(), input.id)),
  open: os.stocktakes.open.handler(({ context, input }) =>
    context.write(work('开始盘点', input), async (unit) => made(await openStocktake(unit, input)))
  ),
  scan: os.stocktakes.scan.handler(({ context, input }) =>
    context.write(work('盘点扫码', input), async (unit) => ({ answers: await handInScans(unit, input) }))
  ),
  tick: os.stocktakes.tick.handler(({ context, input }) =>
    context.write(work('盘点登记', input), async (unit) => ({ counted: await tickLines(unit, input) }))
  ),
  readSheet: os.stocktakes.readSheet.handler(({ context, input }) =>
    context.write(work('读回盘点表', input), (unit) => readCountSheet(unit, context.house, input))
  ),
  finish: os.stocktakes.finish.handler(({ context, input }) =>
    context.write(work('结束清点', input), async (unit) => {
      const { version, differences } = await finishCounting(unit, input)
      return { version, differences }
    })
  ),
  explain: os.stocktakes.explain.handler(({ context, input }) =>
    context.write(work('说明盘点差异', input), async (unit) => ({ explained: await explainDifferences(unit, input) }))
  ),
  submit: os.stocktakes.submit.handler(({ context, input }) =>
    context.write(work('提交盘点结果', input), async (unit) => {
      const { version, approvalId } = await submitStocktake(unit, context.house, input)
      return { version, approvalId }
    })
  ),
  confirmSurplus: os.stocktakes.confirmSurplus.handler(({ context, input }) =>
    context.write(work('复盘盘盈', input), async (unit) => idOf(await confirmSurplus(unit, input.differenceId)))
  ),
  settle: os.stocktakes.settle.handler(({ context, input }) =>
    context.write(work('处理盘点差异', input), async (unit) => ({ open: await settleDifference(unit, input) }))
  )
}

const reconciliations = {
  list: os.reconciliations.list.handler(async ({ context, input }) => reconciliationReads.page(await context.reading(), input)),
  get: os.reconciliations.get.handler(async ({ context, input }) => reconciliationDetail(await context.reading(), input.id)),
  differences: os.reconciliations.differences.handler(async ({ context, input }) => differencePage(await context.reading(), input)),
  settle: os.reconciliations.settle.handler(({ context, input }) =>
    context.write(work('处理对账差异', input), async (unit) => ({ open: await settleLine(unit, input) }))
  )
}

const depreciations = {
  runs: os.depreciations.runs.handler(async ({ context, input }) => runReads.page(await context.reading(), input)),
  get: os.depreciations.get.handler(async ({ context, input }) => runDetail(await context.reading(), input.id)),
  lines: os.depreciations.lines.handler(async ({ context, input }) => monthPage(await context.reading(), input)),
  preview: os.depreciations.preview.handler(async ({ context, input }) => previewMonth(await context.reading(), input.month)),
  post: os.depreciations.post.handler(({ context, input }) =>
    context.write(work('计提折旧', input), async (unit) => {
      const { run, assets, amountCents } = await postMonth(unit, input.month)
      return { ...made(run), assets, amountCents }
    })
  ),
  lock: os.depreciations.lock.handler(({ context, input }) =>
    context.write(work('折旧结账', input), async (unit) => versionOf(await lockMonth(unit, input)))
  )
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
