import { implement } from '@orpc/server'
import { contract } from '../../contract'
import type { ChainId } from '../../contract/ledgers'
import { Fault } from '../../kernel/fault'
import { permitting, translatingFaults, type CallContext, type Permitted } from '../procedure'
import { recountClocks } from '../administration/clocks'
import { confirmedByAnother } from '../accounts/secondPerson'
import { chainViews, editChain, resetChain } from './chains'
import { recordCollective } from './collective'
import { readableApproval } from './readable'
import { recordPaper } from './paper'
import { decide, resubmit, withdraw } from './service'
import { cancelApproved } from './cancelling'
import { approveByTelephone, confirmTelephone, disownTelephone } from './telephone'
import { approvalView, inboxOf } from './views'

const os = implement(contract.approvals).$context<CallContext>().use(translatingFaults).use(permitting)

const chainOf = async ({ reading }: Permitted, id: string): Promise<ChainId> =>
  (await readableApproval(await reading(), id)).ledger

export const approvalsRouter = os.router({
  inbox: os.inbox.handler(async ({ context }) => inboxOf(await context.reading())),
  get: os.get.handler(async ({ context, input }) => {
    const reading = await context.reading()
    return approvalView(reading, (await readableApproval(reading, input.id)).id)
  }),
  decide: os.decide.handler(async ({ context, input }) => {
    const chain = await chainOf(context, input.id)
    const { state } = await context.write({ chain, act: '审批', reasons: input.reasons }, (unit) =>
      decide(unit, context.house, input)
    )
    // What the office approves are changes of rules, on which due dates rest.
    if (chain === 'office' && state === 'approved') await recountClocks(context.house)
    return { state }
  }),
  decideMany: os.decideMany.handler(async ({ context, input }) => {
    const results = []
    for (const { id, version } of input.items) {
      const decision = { id, version, outcome: input.outcome, opinion: input.opinion, signature: input.signature }
      results.push(
        await chainOf(context, id)
          .then((chain) =>
            context.write({ chain, act: '审批', reasons: input.reasons }, (unit) =>
              decide(unit, context.house, decision)
            )
          )
          .then(async ({ ledger, state }) => {
            if (ledger === 'office' && state === 'approved') await recountClocks(context.house)
            return { id, ok: true, message: '已办理' }
          })
          .catch((error: unknown) => {
            if (error instanceof Fault) return { id, ok: false, message: error.message }
            throw error
          })
      )
    }
    return results
  }),
  withdraw: os.withdraw.handler(async ({ context, input }) =>
    context.write(
      { chain: await chainOf(context, input.id), act: '撤回申请', reasons: input.reasons },
      async (unit) => ({
        state: (await withdraw(unit, context.house, input.id, input.version)).state
      })
    )
  ),
  resubmit: os.resubmit.handler(async ({ context, input }) =>
    context.write(
      { chain: await chainOf(context, input.id), act: '补正重报', reasons: input.reasons },
      async (unit) => ({
        state: (await resubmit(unit, context.house, input.id, input.version, input.note)).state
      })
    )
  ),
  telephone: os.telephone.handler(async ({ context, input }) =>
    context.write(
      { chain: await chainOf(context, input.id), act: '登记电话请示', reasons: input.reasons },
      async (unit) => {
        const { approval, dueOn } = await approveByTelephone(unit, context.house, input.id, input.version, input.call)
        return { state: approval.state, dueOn }
      }
    )
  ),
  recordPaper: os.recordPaper.handler(async ({ context, input }) =>
    context.write(
      { chain: await chainOf(context, input.id), act: '登记纸质审批', reasons: input.reasons },
      async (unit) => ({ state: (await recordPaper(unit, context.house, input)).state })
    )
  ),
  confirmTelephone: os.confirmTelephone.handler(async ({ context, input }) =>
    context.write(
      { chain: await chainOf(context, input.id), act: '确认电话请示', reasons: input.reasons },
      async (unit) => ({
        state: (await confirmTelephone(unit, context.house, input.id, input.opinion)).state
      })
    )
  ),
  disownTelephone: os.disownTelephone.handler(async ({ context, input }) =>
    context.write(
      { chain: await chainOf(context, input.id), act: '否认电话请示', reasons: input.reasons },
      async (unit) => ({
        state: (await disownTelephone(unit, context.house, input.id, input.reason)).state
      })
    )
  ),
  cancel: os.cancel.handler(async ({ context, input }) =>
    context.write(
      { chain: await chainOf(context, input.id), act: '取消已批准事项', reasons: input.reasons },
      async (unit) => ({
        state: (await cancelApproved(unit, context.house, input.id, input.version, input.reason)).state
      })
    )
  ),
  recordCollective: os.recordCollective.handler(async ({ context, input }) =>
    context.write(
      { chain: await chainOf(context, input.id), act: '登记集体决策', reasons: input.reasons },
      async (unit) => ({
        version: await recordCollective(unit, input.id, input.version, {
          meeting: input.meeting,
          heldOn: input.heldOn,
          minutesNumber: input.minutesNumber,
          attachmentId: input.attachmentId ?? null,
          headOpinion: input.headOpinion ?? null
        })
      })
    )
  ),
  chains: os.chains.handler(async ({ context }) => chainViews(await context.reading())),
  editChain: os.editChain.handler(({ context, input }) =>
    context.write({ chain: 'office', act: '调整审批流程', reasons: input.reasons }, async (unit) => {
      const id = await editChain(unit, context.house, input)
      const subject = { type: 'chain', id }
      await confirmedByAnother(unit, input.second, { concernedId: null, subject, what: '调整审批流程' })
      return { kind: input.kind }
    })
  ),
  resetChain: os.resetChain.handler(({ context, input }) =>
    context.write({ chain: 'office', act: '恢复审批流程', reasons: input.reasons }, async (unit) => {
      const id = await resetChain(unit, context.house, input)
      const subject = { type: 'chain', id }
      await confirmedByAnother(unit, input.second, { concernedId: null, subject, what: '恢复审批流程' })
      return { kind: input.kind }
    })
  )
})
