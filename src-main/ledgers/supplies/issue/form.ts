import { In } from 'typeorm'
import { contract } from '../../../contract'
import { formatDate, formatQuantity } from '../../../contract/display'
import { recordAccess } from '../../../office/outputs/access'
import { reversalsOf } from '../../../office/outputs/takenBack'
import { issueRequestCard } from './requestRows'
import { notFound } from '../../../kernel/fault'
import { bureauName } from '../../../office/people/bureau'
import { personNames, unitNames } from '../../../office/people/names'
import type { FormDefinition } from '../../../office/outputs/outputDefinitions'
import { opinionBoxes } from '../../../office/records/opinionBoxes'
import { signatureLines } from '../../../office/records/signatureLines'
import { Issue, IssueLine, IssueRequest, IssueRequestLine, Movement } from '../entities/stock'
import { itemIn, itemsOf } from '../stock/items'
import { nameOf } from '../stock/post'

/** 领取(购置)审批单: what was asked, old ones handed in, the chain's opinions, both signatures of the last issue. */
export const issueForm: FormDefinition = {
  id: 'supplies.issue',
  name: '领取(购置)审批单',
  bears: { issue: async (manager, id) => (await manager.findOneBy(Issue, { id }))?.requestId },
  access: recordAccess(contract.supplies.issueRequests.get, issueRequestCard),
  later: async ({ manager }, requestId) => {
    const issues = await manager.find(Issue, { where: { requestId }, select: { id: true, number: true } })
    const of = { documentId: In(issues.map(({ id }) => id)) }
    const items = await itemsOf(
      manager,
      (await manager.find(Movement, { where: of, select: { itemId: true } })).map(({ itemId }) => itemId)
    )
    return reversalsOf(manager, Movement, of, ({ itemId, quantity, documentId, number, reason }) => {
      const item = itemIn(items, itemId)
      const issued = issues.find(({ id }) => id === documentId)?.number ?? ''
      const paper = number === null ? issued : `${issued}，冲正单${number}`
      return {
        what: `已发的${nameOf(item)}冲正${formatQuantity(quantity)}${item.measure}（${paper}）`,
        reason
      }
    })
  },
  find: async ({ manager }, number) => (await manager.findOneBy(IssueRequest, { number }))?.id,
  make: async (reading, subjectId) => {
    const { manager } = reading
    const request = await manager.findOneBy(IssueRequest, { id: subjectId })
    if (!request) throw notFound('领用申请')
    const lines = (
      await manager.find(IssueRequestLine, { where: { requestId: subjectId }, order: { lineNumber: 'ASC' } })
    ).filter((line) => line.quantity > 0)
    const items = await itemsOf(
      manager,
      lines.map((line) => line.itemId)
    )
    const issue = await manager.findOne(Issue, { where: { requestId: subjectId }, order: { id: 'DESC' } })
    // What was handed in, said once of however many issues of a line: a request may be issued in a thousand parts.
    const issued = await manager
      .createQueryBuilder(IssueLine, 'l')
      .innerJoin(Issue, 'd', 'd.id = l.issueId')
      .select('l.requestLineId', 'lineId')
      .addSelect('l.tradedIn', 'tradedIn')
      .addSelect('l.firstIssue', 'firstIssue')
      .distinct(true)
      .where('d.requestId = :subjectId', { subjectId })
      .getRawMany<{ lineId: string; tradedIn: boolean | number; firstIssue: boolean | number }>()
    const people = await personNames(manager, [request.claimantId, request.applicantId, request.userId])
    const units = await unitNames(manager, [request.unitId])
    const signed = await signatureLines(reading, issue ? [issue.id] : [], [
      { label: '领用人签字', role: '领用人' },
      { label: '发放人签字', role: '保管员' }
    ])
    return {
      title: '领取（购置）办公及生活用品审批单',
      number: request.number,
      bureau: await bureauName(reading.manager),
      blocks: [
        {
          kind: 'facts',
          facts: [
            { label: '部门', value: units.get(request.unitId) ?? '' },
            { label: '申请日期', value: formatDate(request.submittedOn) },
            { label: '领用人', value: people.get(request.claimantId) ?? '' },
            { label: '使用人', value: people.get(request.userId) ?? '' },
            { label: '用途', value: request.purpose, span: 3 }
          ]
        },
        {
          kind: 'lines',
          columns: [
            { key: 'name', label: '品名', kind: 'text', weight: 3 },
            { key: 'spec', label: '规格', kind: 'text', weight: 3 },
            { key: 'measure', label: '单位', kind: 'text', weight: 1 },
            { key: 'quantity', label: '数量', kind: 'quantity', weight: 1 },
            { key: 'issued', label: '实发', kind: 'quantity', weight: 1, open: true },
            { key: 'tradeIn', label: '旧物交回', kind: 'text', weight: 2, open: true }
          ],
          rows: lines.map((line) => {
            const item = itemIn(items, line.itemId)
            const given = issued.filter((each) => each.lineId === line.id)
            const tradeIn = given.some((each) => Boolean(each.tradedIn))
              ? '已交回'
              : given.some((each) => Boolean(each.firstIssue))
                ? '首次领用'
                : ''
            return {
              name: item.name,
              spec: item.spec,
              measure: item.measure,
              quantity: line.quantity,
              issued: line.issuedQuantity,
              tradeIn
            }
          }),
          minimumRows: 5
        },
        { kind: 'opinions', boxes: await opinionBoxes(reading, request.approvalId) },
        { kind: 'signatures', lines: signed }
      ]
    }
  }
}
