import { reviewKinds, secrecyClasses, type ReviewKind, type SecrecyClass } from '../../../contract/confidential/words'
import { formatInstant } from '../../../contract/display'
import { source } from '../../../kernel/rules/regulation'
import { defineRule, type Objection } from '../../../kernel/rules/rule'

/** What SEC-11 is asked about. */
export type MediumFacts =
  | { readonly about: 'register'; readonly internal: boolean; readonly future: boolean }
  | {
      readonly about: 'use'
      readonly ended: boolean
      readonly holderName: string
      readonly byHolder: boolean
      readonly marked: boolean
      readonly purpose: string | undefined
    }
  | {
      readonly about: 'handOver'
      readonly ended: boolean
      readonly fromSigned: boolean
      readonly toSigned: boolean
    }
  | {
      readonly about: 'end'
      readonly ended: boolean
      readonly destroyed: boolean
      readonly supervisors: number
    }

/**
 * SEC-11: media are numbered and classed, have one holder, are not lent, and are read on marked computers only; each
 * use is logged.
 */
export const SEC_11 = defineRule<MediumFacts>({
  id: 'SEC-11',
  act: 'BLOCK',
  title: '涉密介质编号定级、专人保管、不得外借混用，只能在涉密计算机上使用，使用逐次登记',
  sources: [source('BC-17', '第四条')],
  check: (facts) => {
    const said: Objection[] = []
    if (facts.about !== 'register' && facts.ended) return { message: '这件介质已停用', field: 'id' }
    switch (facts.about) {
      case 'register':
        if (facts.internal) said.push({ message: '涉密介质须定为绝密、机密或秘密', field: 'secrecy' })
        if (facts.future) said.push({ message: '启用日期不能晚于今天', field: 'startedOn' })
        break
      case 'use':
        if (!facts.byHolder)
          said.push({
            message: `这件介质由${facts.holderName}专人使用，不得外借；换人使用的先办理移交`,
            field: 'userId'
          })
        if (!facts.marked)
          said.push({ message: '涉密介质不得在普通计算机上读取，请在标明密级的涉密计算机上使用', field: 'marked' })
        if (!facts.purpose) said.push({ message: '请写明用途', missing: ['用途'], field: 'purpose', act: 'NEED' })
        break
      case 'handOver': {
        const missing = [...(facts.fromSigned ? [] : ['移交人签字']), ...(facts.toSigned ? [] : ['接收人签字'])]
        if (missing.length > 0)
          said.push({
            message: `介质移交须双方签字，还缺${missing.join('、')}`,
            missing,
            field: 'signatures',
            act: 'NEED'
          })
        break
      }
      case 'end':
        if (facts.destroyed && facts.supervisors < 2)
          said.push({
            message: '介质销毁须二人监销',
            missing: [`还缺${2 - facts.supervisors}名监销人`],
            field: 'supervisorIds'
          })
    }
    return said
  }
})

/** What SEC-12 is asked about. */
export type PublicationFacts =
  | {
      readonly about: 'request'
      readonly content: string | undefined
      readonly medium: string | undefined
      readonly publisher: string | undefined
    }
  | {
      readonly about: 'publish'
      readonly approved: boolean
      readonly done: boolean
      readonly byPublisher: boolean
      readonly publisherName: string
    }

/** SEC-12: whatever is published, in whatever form, is reviewed first; who publishes answers for it. */
export const SEC_12 = defineRule<PublicationFacts>({
  id: 'SEC-12',
  act: 'NEED',
  title: '凡要公开的信息先经科室负责人、保密员审查，保密工作分管领导同意；执法音像须主要领导批准；谁公开谁负责',
  sources: [source('BC-17', '第五条'), source('BC-18', '第三条、第六条'), source('BC-21', '第十五条')],
  check: (facts) => {
    if (facts.about === 'request') {
      const missing = [
        ...(facts.content ? [] : ['拟公开内容']),
        ...(facts.medium ? [] : ['公开载体']),
        ...(facts.publisher ? [] : ['公开人'])
      ]
      return missing.length > 0 && { message: `公开保密审查须写明${missing.join('、')}`, missing, field: 'content' }
    }
    const said: Objection[] = []
    if (facts.done) said.push({ message: '已经登记公开', act: 'BLOCK' })
    else if (!facts.approved) said.push({ message: '审查没有通过，不能公开', missing: ['通过的保密审查'], field: 'id' })
    if (!facts.byPublisher)
      said.push({ message: `由公开人${facts.publisherName}登记，谁公开谁负责`, field: 'id', act: 'BLOCK' })
    return said
  }
})

/** What SEC-13 is asked about. */
export type IncidentFacts =
  | {
      readonly about: 'open'
      readonly measures: string | undefined
      readonly course: string | undefined
      readonly future: boolean
    }
  | {
      readonly about: 'report'
      readonly done: boolean
      readonly to: string | undefined
      readonly future: boolean
      readonly early: boolean
      readonly late: boolean
      readonly lateReason: string | undefined
      readonly dueAt: string
    }
  | { readonly about: 'event'; readonly closed: boolean; readonly text: string | undefined }
  | { readonly about: 'found'; readonly closed: boolean; readonly carrierMissing: boolean }
  | {
      readonly about: 'close'
      readonly closed: boolean
      readonly reported: boolean
      readonly conclusion: string | undefined
    }

/** SEC-13: a leak is met by measures at once, reported within hours, and followed to its end. */
export const SEC_13 = defineRule<IncidentFacts, { reportHours: { label: string; unit: string; fallback: number } }>({
  id: 'SEC-13',
  act: 'CLOCK',
  title: '发生失泄密立即采取措施，在规定时限内报告保密工作部门，协助查处并记录经过',
  sources: [source('BC-17', '第七条')],
  parameters: { reportHours: { label: '报告时限', unit: '小时', fallback: 24 } },
  check: (facts) => {
    const said: Objection[] = []
    const block = (message: string, field?: string) =>
      said.push({ message, act: 'BLOCK', ...(field === undefined ? {} : { field }) })
    const need = (message: string, what: string, field: string) =>
      said.push({ message, missing: [what], field, act: 'NEED' })
    switch (facts.about) {
      case 'open':
        if (!facts.measures) need('请写明已采取的措施', '应急措施', 'measures')
        if (!facts.course) need('请写明发现经过', '发现经过', 'course')
        if (facts.future) block('发现时间不能晚于现在', 'discoveredAt')
        break
      case 'report':
        if (facts.done) block('已经登记报告')
        if (!facts.to) need('请写明向哪个保密工作部门报告', '接报部门', 'to')
        if (facts.future) block('报告时间不能晚于现在', 'at')
        if (facts.early) block('报告时间不能早于发现时间', 'at')
        if (facts.late && !facts.lateReason)
          need(`应于${formatInstant(facts.dueAt)}前报告，已逾期，请写明原因`, '逾期原因', 'lateReason')
        break
      case 'event':
        if (facts.closed) block('事件已结案，不能再登记')
        if (!facts.text) need('请写明情况', '情况', 'text')
        break
      case 'found':
        if (facts.closed) block('事件已结案，不能再登记')
        if (!facts.carrierMissing) block('这份载体没有缺失', 'id')
        break
      case 'close':
        if (facts.closed) block('事件已结案')
        if (!facts.reported) need('没有向保密工作部门报告的不能结案；找回也要报告', '向保密工作部门的报告', 'id')
        if (!facts.conclusion) need('请写明查处结论', '查处结论', 'conclusion')
    }
    return said
  }
})

/** What SEC-14 is asked about. */
export interface ReviewFacts {
  readonly kind: ReviewKind
  readonly own: boolean
  readonly declassified: boolean
  readonly open: string | undefined
  readonly secrecy: SecrecyClass
  readonly newSecrecy: SecrecyClass | undefined
  readonly newExpiresOn: string | undefined
  readonly expiresOn: string | null
  readonly notice: string | undefined
  readonly reason: string | undefined
  /** What the ceilings say against the new period. */
  readonly ceiling: readonly Objection[]
}

/**
 * SEC-14: when the period is over, or before, a file is reviewed: declassified, extended within the ceiling, or
 * changed.
 */
export const SEC_14 = defineRule<ReviewFacts>({
  id: 'SEC-14',
  act: 'CLOCK',
  title: '保密期限届满前审查：解密、在上限内延长或变更；外来文件只按发文机关通知；保密员审查，分管领导决定',
  sources: [source('BC-17', '第一条'), source('LAW', '（保守国家秘密法）')],
  check: (facts) => {
    const said: Objection[] = []
    const block = (message: string, field?: string) =>
      said.push({ message, act: 'BLOCK', ...(field === undefined ? {} : { field }) })
    const need = (what: string, field: string, message = `请写明${what}`) =>
      said.push({ message, missing: [what], field, act: 'NEED' })
    if (facts.declassified) block('文件已解密，不能再次审查', 'fileId')
    if (facts.secrecy === 'internal') block('内部文件不是国家秘密，没有保密期限', 'fileId')
    if (facts.open) block(`审查${facts.open}还没有办结`, 'fileId')
    if (!facts.reason) need('审查理由', 'reason')
    if (!facts.own && !facts.notice)
      need('发文机关通知文号', 'notice', '外来文件的解密、延长和变更只按发文机关的通知办理')
    if (facts.kind === 'extend') {
      if (!facts.newExpiresOn) need('延长后的截止日期', 'newExpiresOn')
      else if (facts.expiresOn !== null && facts.newExpiresOn <= facts.expiresOn)
        block('延长后的截止日期应晚于现在的截止日期', 'newExpiresOn')
    }
    if (facts.kind === 'change') {
      if (!facts.newSecrecy) need('变更后的密级', 'newSecrecy')
      else if (facts.newSecrecy === facts.secrecy) block(`现在就是${secrecyClasses[facts.secrecy]}级`, 'newSecrecy')
      else if (facts.newSecrecy === 'internal') block(`不再是国家秘密的请选“${reviewKinds.declassify}”`, 'newSecrecy')
    }
    return [...said, ...facts.ceiling]
  }
})

/** SEC-15: what leaves this ledger on paper carries marking, exporter, time and number of copies, and is logged. */
export const SEC_15 = defineRule<never, { copies: { label: string; unit: string; fallback: number } }>({
  id: 'SEC-15',
  act: 'LOG',
  title: '导出和打印标明密级、导出人、时间和份数，逐次登记',
  sources: [source('BC-17', '第三条'), source('PRACTICE')],
  parameters: { copies: { label: '每次导出、打印的份数', unit: '份', fallback: 1 } }
})
