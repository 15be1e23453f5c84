import { implement } from '@orpc/server'
import { contract } from '../../contract'
import { actsOn, numbered, read, readById, standingOf, versionOf } from '../../office/handlers'
import { permitting, translatingFaults, type CallContext } from '../../office/procedure'
import { amendBlanks, requestBlanks } from './blank/request'
import { outstandingOf } from './blank/serials'
import { accountSerials, reverseSerial, stampBlanks } from './blank/acts'
import { blankDetail, blankPage } from './blank/rows'
import { recordBlankLossSteps } from './blankLoss/acts'
import { blankLossDetail, blankLossPage } from './blankLoss/rows'
import { allTemplates } from './documentKinds'
import { closeInspection, concludeInspection, openInspection, recordFindings } from './inspection/acts'
import { inspectionDetail, inspectionPage } from './inspection/rows'
import { handOver } from './custody/acts'
import { custodyDetail, custodyPage } from './custody/rows'
import { amendDestruction, carryOutDestruction, requestDestruction } from './destruction/acts'
import { resumeSeal, sealAway, suspendSeal } from './seal/ending'
import { destructionDetail, destructionPage } from './destruction/rows'
import { attachLetterScan, issueLetter, voidLetter } from './letter/acts'
import { letterDetail, letterPage } from './letter/rows'
import { lossDetail, lossPage } from './loss/rows'
import { activateSeal, amendEngraving, registerEngraved, requestEngraving } from './engraving/acts'
import { engravingDetail, engravingPage } from './engraving/rows'
import { recordLossSteps, reportLoss } from './loss/acts'
import { enterSeal, reviseSeal } from './seal/opening'
import { sealChoices, sealDetail, sealPage } from './seal/rows'
import { refuseUse } from './refusal/acts'
import { refusalDetail, refusalPage } from './refusal/rows'
import { amendUse, requestUse } from './request/acts'
import { useRequestDetail, useRequestPage } from './request/rows'
import { attachScan, closeRest, reverseUse, stamp, stampShort } from './use/stamp'
import { useDetail, usePage } from './use/rows'

const os = implement(contract.seals).$context<CallContext>().use(translatingFaults).use(permitting)
const act = actsOn('seals')

const register = {
  list: os.register.list.handler(read(sealPage)),
  get: os.register.get.handler(readById(sealDetail)),
  choices: os.register.choices.handler(read(sealChoices)),
  enter: os.register.enter.handler(act('登记期初印章', async (unit, input) => numbered(await enterSeal(unit, input)))),
  revise: os.register.revise.handler(
    act('修改印章登记', async (unit, input) => versionOf(await reviseSeal(unit, input)))
  ),
  activate: os.register.activate.handler(
    act('发文启用', async (unit, input) => standingOf(await activateSeal(unit, input)))
  ),
  suspend: os.register.suspend.handler(
    act('停用印章', async (unit, input) => standingOf(await suspendSeal(unit, input)))
  ),
  resume: os.register.resume.handler(act('恢复使用', async (unit, input) => standingOf(await resumeSeal(unit, input)))),
  sealAway: os.register.sealAway.handler(
    act('封存印章', async (unit, input) => standingOf(await sealAway(unit, input)))
  )
}

const engravings = {
  list: os.engravings.list.handler(read(engravingPage)),
  get: os.engravings.get.handler(readById(engravingDetail)),
  request: os.engravings.request.handler(
    act('申请刻制', async (unit, input, house) => numbered(await requestEngraving(unit, house, input)))
  ),
  amend: os.engravings.amend.handler(
    act('修改刻制申请', async (unit, input, house) => standingOf(await amendEngraving(unit, house, input)))
  ),
  engrave: os.engravings.engrave.handler(
    act('登记刻制', async (unit, input) => numbered(await registerEngraved(unit, input)))
  )
}

const custody = {
  list: os.custody.list.handler(read(custodyPage)),
  get: os.custody.get.handler(readById(custodyDetail)),
  handOver: os.custody.handOver.handler(
    act('印章交接', async (unit, input) => {
      const { seal, handover } = await handOver(unit, input)
      return { ...numbered(handover), ...standingOf(seal) }
    })
  )
}

const losses = {
  list: os.losses.list.handler(read(lossPage)),
  get: os.losses.get.handler(readById(lossDetail)),
  report: os.losses.report.handler(act('报告遗失', async (unit, input) => numbered(await reportLoss(unit, input)))),
  record: os.losses.record.handler(
    act('登记遗失处理', async (unit, input) => standingOf(await recordLossSteps(unit, input)))
  )
}

const letters = {
  list: os.letters.list.handler(read(letterPage)),
  get: os.letters.get.handler(readById(letterDetail)),
  issue: os.letters.issue.handler(act('出具函告证明', async (unit, input) => numbered(await issueLetter(unit, input)))),
  attachScan: os.letters.attachScan.handler(
    act('补传函告证明扫描件', async (unit, input) => versionOf(await attachLetterScan(unit, input)))
  ),
  void: os.letters.void.handler(
    act(
      (input) => `函告证明作废：${input.reason}`,
      async (unit, input) => standingOf(await voidLetter(unit, input))
    )
  )
}

const destructions = {
  list: os.destructions.list.handler(read(destructionPage)),
  get: os.destructions.get.handler(readById(destructionDetail)),
  request: os.destructions.request.handler(
    act('申请销毁', async (unit, input, house) => numbered(await requestDestruction(unit, house, input)))
  ),
  amend: os.destructions.amend.handler(
    act('修改销毁申请', async (unit, input, house) => standingOf(await amendDestruction(unit, house, input)))
  ),
  carryOut: os.destructions.carryOut.handler(
    act('登记销毁', async (unit, input) => standingOf(await carryOutDestruction(unit, input)))
  )
}

const requests = {
  list: os.requests.list.handler(read(useRequestPage)),
  get: os.requests.get.handler(readById(useRequestDetail)),
  amend: os.requests.amend.handler(
    act('修改用印申请', async (unit, input, house) => standingOf(await amendUse(unit, house, input)))
  ),
  closeRest: os.requests.closeRest.handler(
    act(
      (input) => `余下份数不再用印：${input.reason}`,
      async (unit, input) => standingOf(await closeRest(unit, input))
    )
  )
}

const uses = {
  templates: os.uses.templates.handler(() => allTemplates),
  request: os.uses.request.handler(
    act('申请用印', async (unit, input, house) => {
      const { request, approval } = await requestUse(unit, house, input)
      return { ...numbered(request), approvalId: approval.id }
    })
  ),
  stamp: os.uses.stamp.handler(act('用印', async (unit, input) => numbered(await stamp(unit, input)))),
  stampShort: os.uses.stampShort.handler(
    act('简易用印', async (unit, input) => numbered(await stampShort(unit, input)))
  ),
  list: os.uses.list.handler(read(usePage)),
  get: os.uses.get.handler(readById(useDetail)),
  reverse: os.uses.reverse.handler(
    act('冲正用印', async (unit, input) => numbered(await reverseUse(unit, input.id, input.reason)))
  ),
  attachScan: os.uses.attachScan.handler(
    act('补传扫描件', async (unit, input) => ({ id: (await attachScan(unit, input.id, input.scanId)).id }))
  )
}

const refusals = {
  list: os.refusals.list.handler(read(refusalPage)),
  get: os.refusals.get.handler(readById(refusalDetail)),
  refuse: os.refusals.refuse.handler(act('拒绝用印', async (unit, input) => numbered(await refuseUse(unit, input))))
}

const blanks = {
  list: os.blanks.list.handler(read(blankPage)),
  get: os.blanks.get.handler(readById(blankDetail)),
  request: os.blanks.request.handler(
    act('申请空白用印', async (unit, input, house) => {
      const { batch, approval } = await requestBlanks(unit, house, input)
      return { ...numbered(batch), approvalId: approval.id }
    })
  ),
  amend: os.blanks.amend.handler(
    act('修改空白用印申请', async (unit, input, house) => standingOf(await amendBlanks(unit, house, input)))
  ),
  stamp: os.blanks.stamp.handler(
    act('空白用印', async (unit, input) => {
      const { batch, use } = await stampBlanks(unit, input)
      return { useNumber: use.number, version: batch.version }
    })
  ),
  account: os.blanks.account.handler(
    act('核销空白用印', async (unit, input) => {
      const batch = await accountSerials(unit, input)
      return { ...standingOf(batch), outstanding: outstandingOf(batch) }
    })
  ),
  reverse: os.blanks.reverse.handler(
    act('冲正核销', async (unit, input) => {
      const batch = await reverseSerial(unit, input)
      return { ...standingOf(batch), outstanding: outstandingOf(batch) }
    })
  )
}

const blankLosses = {
  list: os.blankLosses.list.handler(read(blankLossPage)),
  get: os.blankLosses.get.handler(readById(blankLossDetail)),
  record: os.blankLosses.record.handler(
    act('登记空白用印遗失处理', async (unit, input) => standingOf(await recordBlankLossSteps(unit, input)))
  )
}

const inspections = {
  list: os.inspections.list.handler(read(inspectionPage)),
  get: os.inspections.get.handler(readById(inspectionDetail)),
  open: os.inspections.open.handler(
    act('用印检查', async (unit, input) => {
      const inspection = await openInspection(unit, input)
      return { ...numbered(inspection), sampled: inspection.sampled }
    })
  ),
  record: os.inspections.record.handler(
    act('填写抽查结论', async (unit, input) => ({ version: (await recordFindings(unit, input)).version }))
  ),
  conclude: os.inspections.conclude.handler(
    act('形成检查结果', async (unit, input) => standingOf(await concludeInspection(unit, input)))
  ),
  close: os.inspections.close.handler(
    act('整改完成', async (unit, input) => standingOf(await closeInspection(unit, input)))
  )
}

/** Every procedure of the seals ledger. */
export const sealsRouter = {
  register,
  engravings,
  custody,
  losses,
  letters,
  destructions,
  requests,
  uses,
  refusals,
  blanks,
  blankLosses,
  inspections
}
