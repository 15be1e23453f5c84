import { formatDate } from '../../../contract/display'
import { exitKinds, type ExitKind } from '../../../contract/warehouse/words'
import { source } from '../../../kernel/rules/regulation'
import { defineRule, type Objection } from '../../../kernel/rules/rule'

/** WH-08: out of the warehouse with the squad head's consent and everybody's signature. */
export const WH_08 = defineRule<{
  readonly consented: boolean
  readonly kind: ExitKind
  readonly keeperSigned: boolean
  readonly squadSigned: boolean
  /** Signed by the squad's head of the day or the person named in the request. */
  readonly squadSignerMay: boolean
  readonly receiverSigned: boolean
  readonly receiver: string | undefined
  readonly receiverIdKind: string | undefined
  /** Who the approved request names to receive the goods: the party, or a proxy whose papers were filed with it. */
  readonly recipient: string
}>({
  id: 'WH-08',
  act: 'NEED',
  title: '片区负责人批准后方可出库，片区、仓库和领取的当事人三方到场签字',
  sources: [source('DK-04', '第二部分第四条')],
  check: (facts) => {
    const said: Objection[] = []
    if (!facts.consented)
      said.push({ message: '出库尚未批准或已经办理，不能出库', missing: ['片区负责人同意'], act: 'BLOCK' })
    const missing = [
      ...(facts.keeperSigned ? [] : ['仓库管理员签字']),
      ...(facts.squadSigned ? [] : ['片区负责人或指定人员签字']),
      ...(facts.kind === 'return' && !facts.receiverSigned ? ['当事人签字'] : []),
      ...(facts.kind === 'return' && !facts.receiver ? ['领取人姓名'] : []),
      ...(facts.kind === 'return' && !facts.receiverIdKind ? ['领取人证件类型'] : [])
    ]
    if (missing.length > 0)
      said.push({ message: `出库须共同签字办理，还缺${missing.join('、')}`, missing, field: 'signatures' })
    if (facts.squadSigned && !facts.squadSignerMay)
      said.push({
        message: '片区一方应由片区负责人或申请时指定的人员签字',
        missing: ['片区负责人或指定人员签字'],
        field: 'signatures.squad',
        act: 'BLOCK'
      })
    if (facts.kind === 'return' && facts.receiver && facts.receiver !== facts.recipient)
      said.push({
        message: `批准退还给${facts.recipient}，不能由${facts.receiver}领取；委托他人领取的，请取消后附委托书重新申请`,
        field: 'receiver',
        act: 'BLOCK'
      })
    return said
  }
})

/** What WH-09 is asked about. */
export type DisposalFacts =
  | {
      readonly about: 'request'
      readonly kind: ExitKind
      readonly ownerless: boolean
      readonly decisionNumber: string | undefined
      readonly decidedOn: string | undefined
      readonly scan: boolean
      readonly detainedOn: string
      readonly today: string
      readonly recipient: string | undefined
      readonly party: string
      readonly proxy: boolean
      /** The recipient is one of the bureau's own people. */
      readonly recipientIsStaff: boolean
    }
  | {
      readonly about: 'completion'
      readonly kind: ExitKind
      readonly executor: string | undefined
      readonly recorder: string | undefined
      readonly bothSigned: boolean
      readonly witness: string | undefined
      readonly photos: number
      readonly place: string | undefined
      readonly method: string | undefined
      readonly receipt: string | undefined
    }

/** WH-09: every kind of exit rests on its decision; destruction and auction by two persons with photographs. */
export const WH_09 = defineRule<DisposalFacts>({
  id: 'WH-09',
  act: 'NEED',
  title: '退还、销毁、拍卖、上缴、移送各有决定文书，销毁和拍卖须二人以上并拍照',
  sources: [
    source('DK-04', '第二部分第六条'),
    source('DK-09', '第四十一条、第四十四条'),
    source('LAW', '（行政处罚法第七十四条）')
  ],
  check: (facts) => {
    const said: Objection[] = []
    const need = (message: string, missing: readonly string[], field: string) =>
      missing.length > 0 && said.push({ message, missing, field })
    const block = (message: string, field: string) => said.push({ message, field, act: 'BLOCK' })
    if (facts.about === 'request') {
      const word = exitKinds[facts.kind]
      const missing = [
        ...(facts.decisionNumber ? [] : [`${word}决定文书号`]),
        ...(facts.decidedOn ? [] : [`${word}决定日期`]),
        ...(facts.scan ? [] : [`${word}决定文书扫描件`])
      ]
      if (!facts.ownerless) need(`${word}须有决定文书，还缺${missing.join('、')}`, missing, 'decisionNumber')
      if (facts.decidedOn && facts.decidedOn > facts.today) block('决定日期不能晚于今天', 'decidedOn')
      if (facts.decidedOn && facts.decidedOn < facts.detainedOn)
        block(`决定日期不能早于扣押日期${formatDate(facts.detainedOn)}`, 'decidedOn')
      if (facts.kind !== 'return' && facts.kind !== 'destroy' && !facts.recipient)
        need(`${word}须写明接收单位`, ['接收单位'], 'recipient')
      if (facts.recipientIsStaff) block('物品不得由本局人员接收、使用', 'recipient')
      if (facts.kind === 'return' && facts.recipient && facts.recipient !== facts.party && !facts.proxy)
        need(
          `领取人${facts.recipient}不是当事人${facts.party}，须有当事人的委托书`,
          ['当事人委托书'],
          'proxyAttachmentId'
        )
      return said
    }
    const two = facts.kind === 'destroy' || facts.kind === 'auction'
    const word = exitKinds[facts.kind]
    if (two) {
      const missing = [
        ...(facts.executor ? [] : ['执行人']),
        ...(facts.recorder ? [] : ['记录人']),
        ...(facts.bothSigned ? [] : ['执行人和记录人签字']),
        ...(facts.witness ? [] : ['见证人']),
        ...(facts.photos > 0 ? [] : ['现场照片']),
        ...(facts.place ? [] : ['地点']),
        ...(facts.method ? [] : ['处理方式'])
      ]
      need(`${word}须二人以上办理并拍照，还缺${missing.join('、')}`, missing, 'executorId')
    } else if (facts.kind !== 'return' && facts.kind !== 'writeOff') {
      const missing = [
        ...(facts.receipt ? [] : [facts.kind === 'treasury' ? '缴库凭证号' : '移送回执号']),
        ...(facts.witness ? [] : ['见证人'])
      ]
      need(`${word}须留存凭证，还缺${missing.join('、')}`, missing, 'receiptNumber')
    }
    return said
  }
})
