import type { ApprovalOutcome, RequestDefinition } from '../../../office/approvals/requestDefinition'
import { In } from 'typeorm'
import { IssueRequest } from '../entities/stock'

/** Tag of requests that hold special goods: the leader in charge decides before the office director (SUP-11). */
export const SPECIAL = 'special'

/** Drawing supplies: the keeper's issue is an act after the last decision, not a step. */
export const issueRequestDefinition: RequestDefinition = {
  flow: {
    kind: 'supplies.issue',
    name: '办公用品领用',
    chains: {
      dongkou: [
        { role: 'unitHead', label: '科室负责人意见' },
        { role: 'leader', label: '分管领导意见', onlyWith: SPECIAL },
        { role: 'officeDirector', label: '办公室主任意见' }
      ]
    }
  },
  form: 'supplies.issue',
  onOutcome: async (unit, approval, outcome: ApprovalOutcome) => {
    const request = await unit.load(IssueRequest, approval.subjectId, '领用申请')
    if (request.state !== outcome) await unit.update(IssueRequest, request, { state: outcome }, '领用申请')
  },
  cancelling: {
    stillToDo: async (manager, subjectId) =>
      (await manager.countBy(IssueRequest, { id: subjectId, state: In(['approved', 'partly']) })) > 0,
    // What was issued of it stays issued; the rest waits no more.
    onCancelled: async (unit, { subjectId }) => {
      const request = await unit.load(IssueRequest, subjectId, '领用申请')
      await unit.update(
        IssueRequest,
        request,
        { state: request.state === 'partly' ? 'issued' : 'cancelled' },
        '领用申请'
      )
    }
  }
}
