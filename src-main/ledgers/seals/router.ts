import { implement } from '@orpc/server'
import { contract } from '../../contract'
import { permitting, translatingFaults, type CallContext } from '../../office/procedure'
import { amendBlanks, requestBlanks } from './blank/request'
import { outstandingOf } from './blank/serials'
import { accountSerials, reverseSerial, stampBlanks } from './blank/acts'
import { blankDetail, blankPage } from './blank/rows'
import { allTemplates } from './documentKinds'
import { closeInspection, concludeInspection, openInspection, recordFindings } from './inspection/acts'
import { inspectionDetail, inspectionPage } from './inspection/rows'
import { handOver } from './custody/acts'
import { custodyDetail, custodyPage } from './custody/rows'
import { amendDestruction, carryOutDestruction, requestDestruction } from './destruction/acts'
import { resumeSeal, sealAway, suspendSeal } from './seal/ending'
import { destructionDetail, destructionPage } from './destruction/rows'
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

const work = (act: string, input: { reasons?: Readonly<Record<string, string>> | undefined }) => ({
  chain: 'seals' as const,
  act,
  reasons: input.reasons
})
const numbered = ({ id, number }: { id: string; number: string }) => ({ id, number })
const standing = <S>({ state, version }: { state: S; version: number }) => ({ state, version })

const register = {
  list: os.register.list.handler(async ({ context, input }) => sealPage(await context.reading(), input)),
  get: os.register.get.handler(async ({ context, input }) => sealDetail(await context.reading(), input.id)),
  choices: os.register.choices.handler(async ({ context }) => sealChoices(await context.reading())),
  enter: os.register.enter.handler(({ context, input }) =>
    context.write(work('登记期初印章', input), async (unit) => numbered(await enterSeal(unit, input)))
  ),
  revise: os.register.revise.handler(({ context, input }) =>
    context.write(work('修改印章登记', input), async (unit) => ({ version: (await reviseSeal(unit, input)).version }))
  ),
  activate: os.register.activate.handler(({ context, input }) =>
    context.write(work('发文启用', input), async (unit) => standing(await activateSeal(unit, input)))
  ),
  suspend: os.register.suspend.handler(({ context, input }) =>
    context.write(work('停用印章', input), async (unit) => standing(await suspendSeal(unit, input)))
  ),
  resume: os.register.resume.handler(({ context, input }) =>
    context.write(work('恢复使用', input), async (unit) => standing(await resumeSeal(unit, input)))
  ),
  sealAway: os.register.sealAway.handler(({ context, input }) =>
    context.write(work('封存印章', input), async (unit) => standing(await sealAway(unit, input)))
  )
}

const engravings = {
  list: os.engravings.list.handler(async ({ context, input }) => engravingPage(await context.reading(), input)),
  get: os.engravings.get.handler(async ({ context, input }) => engravingDetail(await context.reading(), input.id)),
  request: os.engravings.request.handler(({ context, input }) =>
    context.write(work('申请刻制', input), async (unit) => numbered(await requestEngraving(unit, context.house, input)))
  ),
  amend: os.engravings.amend.handler(({ context, input }) =>
    context.write(work('修改刻制申请', input), async (unit) => standing(await amendEngraving(unit, context.house, input)))
  ),
  engrave: os.engravings.engrave.handler(({ context, input }) =>
    context.write(work('登记刻制', input), async (unit) => numbered(await registerEngraved(unit, input)))
  )
}

const custody = {
  list: os.custody.list.handler(async ({ context, input }) => custodyPage(await context.reading(), input)),
  get: os.custody.get.handler(async ({ context, input }) => custodyDetail(await context.reading(), input.id)),
  handOver: os.custody.handOver.handler(({ context, input }) =>
    context.write(work('印章交接', input), async (unit) => {
      const { seal, handover } = await handOver(unit, input)
      return { ...numbered(handover), ...standing(seal) }
    })
  )
}

const losses = {
  list: os.losses.list.handler(async ({ context, input }) => lossPage(await context.reading(), input)),
  get: os.losses.get.handler(async ({ context, input }) => lossDetail(await context.reading(), input.id)),
  report: os.losses.report.handler(({ context, input }) =>
    context.write(work('报告遗失', input), async (unit) => numbered(await reportLoss(unit, input)))
  ),
  record: os.losses.record.handler(({ context, input }) =>
    context.write(work('登记遗失处理', input), async (unit) => standing(await recordLossSteps(unit, input)))
  )
}

const destructions = {
  list: os.destructions.list.handler(async ({ context, input }) => destructionPage(await context.reading(), input)),
  get: os.destructions.get.handler(async ({ context, input }) => destructionDetail(await context.reading(), input.id)),
  request: os.destructions.request.handler(({ context, input }) =>
    context.write(work('申请销毁', input), async (unit) => numbered(await requestDestruction(unit, context.house, input)))
  ),
  amend: os.destructions.amend.handler(({ context, input }) =>
    context.write(work('修改销毁申请', input), async (unit) => standing(await amendDestruction(unit, context.house, input)))
  ),
  carryOut: os.destructions.carryOut.handler(({ context, input }) =>
    context.write(work('登记销毁', input), async (unit) => standing(await carryOutDestruction(unit, input)))
  )
}

const requests = {
  list: os.requests.list.handler(async ({ context, input }) => useRequestPage(await context.reading(), input)),
  get: os.requests.get.handler(async ({ context, input }) => useRequestDetail(await context.reading(), input.id)),
  amend: os.requests.amend.handler(({ context, input }) =>
    context.write(work('修改用印申请', input), async (unit) => standing(await amendUse(unit, context.house, input)))
  ),
  closeRest: os.requests.closeRest.handler(({ context, input }) =>
    context.write(work(`余下份数不再用印：${input.reason}`, input), async (unit) => standing(await closeRest(unit, input)))
  )
}

const uses = {
  templates: os.uses.templates.handler(() => allTemplates),
  request: os.uses.request.handler(({ context, input }) =>
    context.write(work('申请用印', input), async (unit) => {
      const { request, approval } = await requestUse(unit, context.house, input)
      return { ...numbered(request), approvalId: approval.id }
    })
  ),
  stamp: os.uses.stamp.handler(({ context, input }) => context.write(work('用印', input), async (unit) => numbered(await stamp(unit, input)))),
  stampShort: os.uses.stampShort.handler(({ context, input }) =>
    context.write(work('简易用印', input), async (unit) => numbered(await stampShort(unit, input)))
  ),
  list: os.uses.list.handler(async ({ context, input }) => usePage(await context.reading(), input)),
  get: os.uses.get.handler(async ({ context, input }) => useDetail(await context.reading(), input.id)),
  reverse: os.uses.reverse.handler(({ context, input }) =>
    context.write(work('冲正用印', input), async (unit) => numbered(await reverseUse(unit, input.id, input.reason)))
  ),
  attachScan: os.uses.attachScan.handler(({ context, input }) =>
    context.write(work('补传扫描件', input), async (unit) => ({ id: (await attachScan(unit, input.id, input.scanId)).id }))
  )
}

const refusals = {
  list: os.refusals.list.handler(async ({ context, input }) => refusalPage(await context.reading(), input)),
  get: os.refusals.get.handler(async ({ context, input }) => refusalDetail(await context.reading(), input.id)),
  refuse: os.refusals.refuse.handler(({ context, input }) =>
    context.write(work('拒绝用印', input), async (unit) => numbered(await refuseUse(unit, input)))
  )
}

const blanks = {
  list: os.blanks.list.handler(async ({ context, input }) => blankPage(await context.reading(), input)),
  get: os.blanks.get.handler(async ({ context, input }) => blankDetail(await context.reading(), input.id)),
  request: os.blanks.request.handler(({ context, input }) =>
    context.write(work('申请空白用印', input), async (unit) => {
      const { batch, approval } = await requestBlanks(unit, context.house, input)
      return { ...numbered(batch), approvalId: approval.id }
    })
  ),
  amend: os.blanks.amend.handler(({ context, input }) =>
    context.write(work('修改空白用印申请', input), async (unit) => standing(await amendBlanks(unit, context.house, input)))
  ),
  stamp: os.blanks.stamp.handler(({ context, input }) =>
    context.write(work('空白用印', input), async (unit) => {
      const { batch, use } = await stampBlanks(unit, input)
      return { useNumber: use.number, version: batch.version }
    })
  ),
  account: os.blanks.account.handler(({ context, input }) =>
    context.write(work('核销空白用印', input), async (unit) => {
      const batch = await accountSerials(unit, input)
      return { ...standing(batch), outstanding: outstandingOf(batch) }
    })
  ),
  reverse: os.blanks.reverse.handler(({ context, input }) =>
    context.write(work('冲正核销', input), async (unit) => {
      const batch = await reverseSerial(unit, input)
      return { ...standing(batch), outstanding: outstandingOf(batch) }
    })
  )
}

const inspections = {
  list: os.inspections.list.handler(async ({ context, input }) => inspectionPage(await context.reading(), input)),
  get: os.inspections.get.handler(async ({ context, input }) => inspectionDetail(await context.reading(), input.id)),
  open: os.inspections.open.handler(({ context, input }) =>
    context.write(work('用印检查', input), async (unit) => {
      const inspection = await openInspection(unit, input)
      return { ...numbered(inspection), sampled: inspection.sampled }
    })
  ),
  record: os.inspections.record.handler(({ context, input }) =>
    context.write(work('填写抽查结论', input), async (unit) => ({ version: (await recordFindings(unit, input)).version }))
  ),
  conclude: os.inspections.conclude.handler(({ context, input }) =>
    context.write(work('形成检查结果', input), async (unit) => standing(await concludeInspection(unit, input)))
  ),
  close: os.inspections.close.handler(({ context, input }) =>
    context.write(work('整改完成', input), async (unit) => standing(await closeInspection(unit, input)))
  )
}

/** Every procedure of the seals ledger. */
export const sealsRouter = { register, engravings, custody, losses, destructions, requests, uses, refusals, blanks, inspections }
