import type { EntityManager } from 'typeorm'
import {
  endingKinds,
  incidentEvents,
  incidentKinds,
  requestStates,
  secrecyClasses,
  type RequestState,
  type SecrecyClass
} from '../../../contract/confidential/words'
import { formatDate, formatInstant } from '../../../contract/display'
import { notFound } from '../../../kernel/fault'
import type { Reading } from '../../../office/house'
import type { FormDefinition } from '../../../office/outputs/outputDefinitions'
import { opinionBoxes } from '../../../office/records/opinionBoxes'
import { approversOf } from '../../../office/records/remarks'
import { signatureLines } from '../../../office/records/signatureLines'
import type { FormModel } from '../../../platform/documents/formModel'
import { endingLines } from '../ending/rows'
import { Carrier, CarrierStanding, ConfidentialFile, Ending, Incident, Publication } from '../entities'
import { eventRows } from '../incident/rows'
import { mustReadPublication, publicationRows } from '../publication/rows'
import { reveal } from '../secrets'
import { mustKnow } from '../visibility'
import { highestOf } from './marking'
import { fact, finder, decidingPosts, knownPosts, mustTakePart, paper, sealedFact, sealedText } from './paper'

/** What became of a request; nothing while it is on its way, so that the paper is filled in and not contradicted. */
const ended = (state: RequestState): string =>
  ['pending', 'returned', 'approved'].includes(state) ? '' : requestStates[state]

async function endingPaper(reading: Reading, id: string, title: string, kind: string): Promise<FormModel> {
  const { manager, house, actor } = reading
  const stored = await manager.findOneByOrFail(Ending, { id })
  if ((stored.kind === 'destroy') !== (kind === 'confidential.destroy')) throw notFound(title)
  const lines = await endingLines(reading, id)
  const approver = (await approversOf(manager, [stored.approvalId])).get(stored.approvalId ?? '')
  const destroyed = stored.kind === 'destroy'
  return paper(reading, title, stored.number, highestOf(lines.map(({ secrecy }) => secrecy)), [
    {
      kind: 'facts',
      facts: [
        fact('方式', endingKinds[stored.kind]),
        fact('份数', `${stored.carriers}份`),
        sealedFact(
          reading,
          destroyed ? '销毁单位' : '接收单位',
          await reveal(house, actor, { table: 'confidential_endings', id }, 'agency', stored.agencySealed)
        ),
        fact('批准人', approver),
        fact('申请日期', formatDate(stored.submittedOn)),
        fact('办理情况', stored.doneAt ? `${formatInstant(stored.doneAt)}办结` : ended(stored.state))
      ]
    },
    {
      kind: 'lines',
      columns: [
        { key: 'label', label: '登记号和份号', kind: 'text', weight: 4 },
        { key: 'secrecy', label: '密级', kind: 'text', weight: 1.5 },
        { key: 'pages', label: '页数', kind: 'integer', weight: 1, total: true },
        { key: 'endedAt', label: '时间', kind: 'text', weight: 3 },
        { key: 'place', label: '地点', kind: 'text', weight: 2.5 },
        destroyed
          ? { key: 'supervisorNames', label: '监销人', kind: 'text', weight: 3 }
          : { key: 'receiptNumber', label: '回执号', kind: 'text', weight: 3 }
      ],
      rows: lines.map((line) => ({
        ...line,
        secrecy: secrecyClasses[line.secrecy],
        endedAt: line.endedAt ? formatInstant(line.endedAt) : ''
      })),
      minimumRows: lines.length + 1,
      closed: true
    },
    { kind: 'opinions', boxes: await opinionBoxes(reading, stored.approvalId, kind) },
    {
      kind: 'signatures',
      lines: destroyed
        ? await signatureLines(reading, [id], [{ label: '监销人' }, { label: '监销人' }, { label: '保密员' }])
        : [{ label: '移交人' }, { label: '接收人' }]
    }
  ])
}

/** 清退单. */
export const returnForm: FormDefinition = {
  id: 'confidential.return',
  name: '清退单',
  access: { who: decidingPosts, mustRead: mustTakePart(Ending, '清册') },
  find: finder(Ending),
  make: (reading, id) => endingPaper(reading, id, '密级文件清退单', 'confidential.ending')
}

/** 销毁审批单与清册. */
export const destructionForm: FormDefinition = {
  id: 'confidential.destruction',
  name: '销毁审批单与清册',
  access: { who: decidingPosts, mustRead: mustTakePart(Ending, '清册') },
  find: finder(Ending),
  make: (reading, id) => endingPaper(reading, id, '密级文件销毁审批单与清册', 'confidential.destroy')
}

/** 公开保密审查表. */
export const publicationForm: FormDefinition = {
  id: 'confidential.publication',
  name: '公开保密审查表',
  access: { who: 'staff', mustRead: async (reading, id) => void (await mustReadPublication(reading, id)) },
  find: finder(Publication),
  make: async (reading, id) => {
    const stored = await reading.manager.findOneByOrFail(Publication, { id })
    const [row] = await publicationRows(reading, [stored])
    if (!row) throw notFound('审查单')
    return paper(
      reading,
      '公开保密审查表',
      row.number,
      'internal',
      [
        {
          kind: 'facts',
          facts: [
            fact('申请部门', row.unitName),
            fact('申请人', row.applicantName),
            fact('申请日期', formatDate(row.submittedOn)),
            fact('公开载体', row.medium),
            sealedFact(reading, '拟公开内容', row.content, 3),
            fact('音像资料', row.recording ? '执法记录等音像资料' : '否'),
            fact('公开人', row.publisherName),
            fact('结果', ended(row.state)),
            fact('公开时间', row.publishedAt ? formatInstant(row.publishedAt) : '')
          ]
        },
        { kind: 'opinions', boxes: await opinionBoxes(reading, stored.approvalId, 'confidential.publication') },
        { kind: 'signatures', lines: [{ label: '公开人', name: row.publisherName }] }
      ],
      ['谁公开，谁负责。']
    )
  }
}

/** 泄密事件报告. */
export const incidentForm: FormDefinition = {
  id: 'confidential.incident',
  name: '泄密事件报告',
  access: {
    who: knownPosts,
    mustRead: async (reading, id) => {
      mustKnow(reading.actor, '事件')
      if (!(await reading.manager.existsBy(Incident, { id }))) throw notFound('事件')
    }
  },
  find: finder(Incident),
  make: async (reading, id) => {
    const { manager } = reading
    const stored = await manager.findOneByOrFail(Incident, { id })
    const secrecy = await secrecyOf(manager, stored.fileId)
    const carrier = stored.carrierId ? await manager.findOneBy(Carrier, { id: stored.carrierId }) : null
    const standing = stored.carrierId ? await manager.findOneBy(CarrierStanding, { id: stored.carrierId }) : null
    const events = await eventRows(reading, id)
    return paper(reading, '失泄密事件报告', stored.number, secrecy, [
      {
        kind: 'facts',
        facts: [
          fact('事件类型', incidentKinds[stored.kind]),
          fact('登记号和份号', carrier?.label ?? ''),
          fact('密级', stored.fileId ? secrecyClasses[secrecy] : ''),
          fact('页数', carrier ? String(carrier.pages) : ''),
          fact('发现时间', formatInstant(stored.discoveredAt)),
          fact('应报告时间', formatInstant(stored.reportDueAt)),
          fact('报告时间', stored.reportedAt ? formatInstant(stored.reportedAt) : '尚未报告'),
          fact('经办人', stored.byName),
          fact('最后持有人', standing?.holderName ?? ''),
          fact('找回日期', formatDate(stored.foundOn))
        ]
      },
      {
        kind: 'lines',
        columns: [
          { key: 'at', label: '时间', kind: 'text', weight: 3 },
          { key: 'kind', label: '事项', kind: 'text', weight: 2 },
          { key: 'text', label: '情况', kind: 'text', weight: 6 },
          { key: 'paper', label: '文号', kind: 'text', weight: 2 },
          { key: 'byName', label: '登记人', kind: 'text', weight: 2 }
        ],
        rows: events.map((event) => ({
          ...event,
          at: formatInstant(event.at),
          kind: incidentEvents[event.kind],
          text: sealedText(reading, event.text),
          paper: sealedText(reading, event.paper)
        })),
        minimumRows: Math.max(4, events.length)
      },
      { kind: 'signatures', lines: [{ label: '保密员' }, { label: '保密工作分管领导' }] }
    ])
  }
}

const secrecyOf = async (manager: EntityManager, fileId: string | null): Promise<SecrecyClass> =>
  (fileId ? await manager.findOneBy(ConfidentialFile, { id: fileId }) : null)?.secrecy ?? 'internal'
