import type { ChainStep, Flow } from '../../kernel/approval/chain'
import { waitsForItsAct } from '../../office/approvals/waiting'
import type { RequestDefinition } from '../../office/approvals/requestDefinition'
import { copyOutcome } from './copy/acts'
import { classificationOutcome } from './classification/acts'
import { classificationDetail } from './classification/rows'
import { endingOutcome } from './ending/acts'
import { leaveOutcome } from './circulation/acts'
import { leaveDetail, scopeRequestDetail } from './circulation/rows'
import { publicationOutcome } from './publication/acts'
import { reviewOutcome } from './review/acts'
import { reviewDetail } from './review/rows'
import { wideningOutcome } from './file/scopeActs'
import { Classification, CopyRequest, Ending, Leave, Publication } from './entities'

/**
 * The officer reviews by handing in; the leader in charge decides, in the leader's own matters the head of the group.
 */
const decided: readonly ChainStep[] = [
  { role: 'leader:confidentiality', label: '保密工作分管领导意见', notWith: 'ofLeader' },
  { role: 'head', label: '保密工作领导小组组长意见', onlyWith: 'ofLeader' }
]

const flow = (kind: string, name: string, steps = decided): Flow => ({
  kind: `confidential.${kind}`,
  name,
  chains: { dongkou: steps }
})

const publication: readonly ChainStep[] = [
  { role: 'unitHead', label: '科室负责人意见' },
  { role: 'confidentialityOfficer', label: '保密员审查意见' },
  ...decided,
  { role: 'head', label: '主要领导意见', onlyWith: 'recording' }
]

/** A list some of whose carriers have left ends with those; the rest stays in the cabinet. */
const endingWaits = waitsForItsAct(Ending, '清册', {
  as: ({ done }, unit) => (done > 0 ? { state: 'done', doneAt: unit.now } : { state: 'cancelled' })
})

/** The requests of the ledger with their chains; every profile takes the same. */
export const confidentialRequests: readonly RequestDefinition[] = [
  {
    flow: flow('classify', '本局文件定密'),
    form: null,
    mustRead: classificationDetail,
    onOutcome: classificationOutcome,
    cancelling: waitsForItsAct(Classification, '定密审批')
  },
  { flow: flow('widen', '扩大知悉范围'), form: null, mustRead: scopeRequestDetail, onOutcome: wideningOutcome },
  {
    flow: flow('leave', '带出密级文件'),
    form: null,
    mustRead: leaveDetail,
    onOutcome: leaveOutcome,
    cancelling: waitsForItsAct(Leave, '带出申请')
  },
  {
    flow: flow('copy', '复印密级文件'),
    form: 'confidential.copy',
    onOutcome: copyOutcome,
    cancelling: waitsForItsAct(CopyRequest, '复印申请')
  },
  {
    flow: flow('ending', '清退、归档密级文件'),
    form: 'confidential.return',
    onOutcome: endingOutcome,
    cancelling: endingWaits
  },
  {
    flow: flow('destroy', '销毁密级文件'),
    form: 'confidential.destruction',
    onOutcome: endingOutcome,
    cancelling: endingWaits
  },
  { flow: flow('review', '解密和期限审查'), form: null, mustRead: reviewDetail, onOutcome: reviewOutcome },
  {
    flow: flow('publication', '公开保密审查', publication),
    form: 'confidential.publication',
    onOutcome: publicationOutcome,
    cancelling: waitsForItsAct(Publication, '审查单')
  }
]
