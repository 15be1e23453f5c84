import { carrierKinds, secrecyClasses } from '../../../contract/confidential/words'
import { formatDate, formatInstant } from '../../../contract/display'
import { notFound } from '../../../kernel/fault'
import { ownRecord, type FormDefinition } from '../../../office/outputs/outputDefinitions'
import { takenBack } from '../../../office/outputs/takenBack'
import { opinionBoxes } from '../../../office/records/opinionBoxes'
import { signatureLines } from '../../../office/records/signatureLines'
import { copyRows } from '../copy/rows'
import { legRows } from '../circulation/rows'
import { Carrier, CarrierStanding, ConfidentialFile, CopyRequest, Leg } from '../entities'
import { fileDetail, fileRows } from '../file/rows'
import { reveal } from '../secrets'
import { mustKnow } from '../visibility'
import { fact, finder, decidingPosts, knownPosts, mustTakePart, paper, sealedFact } from './paper'

/** 签收单: what was received, in how many copies, by whom. */
export const receiptForm: FormDefinition = {
  id: 'confidential.receipt',
  name: '签收单',
  access: { who: knownPosts, mustRead: async (reading, id) => void (await fileDetail(reading, id)) },
  later: async ({ manager, house, actor }, fileId) => {
    const gone = await manager.findOneBy(CarrierStanding, { fileId, state: 'reversed' })
    if (gone === null) return []
    const { notesSealed } = await manager.findOneByOrFail(ConfidentialFile, { id: fileId })
    const why = await reveal(house, actor, { table: 'confidential_files', id: fileId }, 'notes', notesSealed)
    return [takenBack(gone.since, '本次登记已冲正', why)]
  },
  find: finder(ConfidentialFile),
  make: async (reading, id) => {
    const stored = await reading.manager.findOneByOrFail(ConfidentialFile, { id })
    const [row] = await fileRows(reading, [stored])
    if (!row) throw notFound('文件')
    const carriers = await reading.manager.find(Carrier, { where: { fileId: id }, order: { label: 'ASC' } })
    return paper(
      reading,
      '密级文件签收单',
      row.number,
      row.secrecy,
      [
        {
          kind: 'facts',
          facts: [
            fact('登记号', row.number),
            sealedFact(reading, '代号', row.title ?? row.code),
            fact('密级', secrecyClasses[row.secrecy]),
            fact('保密期限', row.period),
            sealedFact(reading, '来文机关', row.issuer),
            sealedFact(reading, '文号', row.documentNumber),
            fact('收文日期', formatDate(row.receivedOn)),
            fact('制发日期', formatDate(row.issuedOn)),
            fact('知悉范围', row.scope, 3),
            fact('存放', row.cabinetName),
            fact('签收人', row.receivedByName)
          ]
        },
        {
          kind: 'lines',
          caption: '份号和页数',
          columns: [
            { key: 'copyNumber', label: '份号', kind: 'text', weight: 3 },
            { key: 'kind', label: '类别', kind: 'text', weight: 2 },
            { key: 'pages', label: '页数', kind: 'integer', weight: 1 }
          ],
          rows: carriers.map(({ copyNumber, kind, pages }) => ({
            copyNumber: copyNumber ?? '无',
            kind: carrierKinds[kind],
            pages
          })),
          minimumRows: carriers.length + 1,
          closed: true
        },
        { kind: 'signatures', lines: [{ label: '送件人' }, { label: '签收人', name: row.receivedByName }] }
      ],
      ['签收时核对份号、页数和封装，确认没有拆封。']
    )
  }
}

/** 传阅单: a carrier's readings one after another, with their signatures. */
export const circulationForm: FormDefinition = {
  id: 'confidential.circulation',
  name: '传阅单',
  access: {
    who: knownPosts,
    mustRead: async (reading, id) => {
      mustKnow(reading.actor, '传阅记录')
      if (!(await reading.manager.existsBy(Leg, { id }))) throw notFound('传阅记录')
    }
  },
  bears: { confidentialLeg: ownRecord },
  find: finder(Leg),
  make: async (reading, id) => {
    const { manager, house, actor } = reading
    const leg = await manager.findOneByOrFail(Leg, { id })
    const file = await manager.findOneByOrFail(ConfidentialFile, { id: leg.fileId })
    const carrier = await manager.findOneByOrFail(Carrier, { id: leg.carrierId })
    const legs = await manager.find(Leg, { where: { carrierId: carrier.id }, order: { id: 'ASC' } })
    const rows = await legRows(reading, legs)
    return paper(
      reading,
      '密级文件传阅单',
      leg.number,
      file.secrecy,
      [
        {
          kind: 'facts',
          facts: [
            fact('登记号', file.number),
            sealedFact(
              reading,
              '代号',
              await reveal(house, actor, { table: 'confidential_files', id: file.id }, 'code', file.codeSealed)
            ),
            fact('密级', secrecyClasses[file.secrecy]),
            fact('份号', carrier.copyNumber ?? '无'),
            fact('页数', String(carrier.pages)),
            fact('保密员', leg.officerName)
          ]
        },
        {
          kind: 'lines',
          columns: [
            { key: 'readerName', label: '阅件人', kind: 'text', weight: 2 },
            { key: 'outAt', label: '送阅时间', kind: 'text', weight: 3 },
            { key: 'returnedAt', label: '归还时间', kind: 'text', weight: 3 },
            { key: 'signed', label: '签字', kind: 'text', weight: 2 },
            { key: 'pages', label: '清点页数', kind: 'integer', weight: 2 },
            { key: 'overdue', label: '逾期', kind: 'text', weight: 2, open: true }
          ],
          rows: rows.map((row) => ({
            readerName: row.readerName,
            signed: row.signed,
            pages: row.pages,
            overdue: row.overdue,
            outAt: formatInstant(row.outAt),
            returnedAt: row.returnedAt ? formatInstant(row.returnedAt) : ''
          })),
          minimumRows: Math.max(6, rows.length)
        },
        {
          kind: 'signatures',
          lines: await signatureLines(reading, [leg.id], ['阅件人', { label: '保密员', name: leg.officerName }])
        }
      ],
      ['在办公场所内阅办，当日交回保密员，不得横向传阅、自行复印、留存。']
    )
  }
}

/** 复印审批单. */
export const copyForm: FormDefinition = {
  id: 'confidential.copy',
  name: '复印审批单',
  access: { who: decidingPosts, mustRead: mustTakePart(CopyRequest, '复印申请') },
  find: finder(CopyRequest),
  make: async (reading, id) => {
    const stored = await reading.manager.findOneByOrFail(CopyRequest, { id })
    const [row] = await copyRows(reading, [stored])
    if (!row) throw notFound('复印申请')
    const carrier = await reading.manager.findOneByOrFail(Carrier, { id: stored.carrierId })
    return paper(reading, '密级文件复印审批单', row.number, row.secrecy, [
      {
        kind: 'facts',
        facts: [
          fact('登记号和份号', row.label),
          fact('密级', secrecyClasses[row.secrecy]),
          fact('页数', String(carrier.pages)),
          fact('复制份数', `${row.count}份`),
          sealedFact(reading, '用途', row.purpose, 3),
          sealedFact(reading, '发文机关同意文号', row.consent),
          fact('申请日期', formatDate(row.submittedOn)),
          fact('新份号', row.copyNumbers, 3),
          fact('复制戳记', row.stamped ? '已加盖' : ''),
          fact('经办人', row.madeByName)
        ]
      },
      { kind: 'opinions', boxes: await opinionBoxes(reading, stored.approvalId, 'confidential.copy') },
      { kind: 'signatures', lines: [{ label: '保密员' }, { label: '复印人' }] }
    ])
  }
}
