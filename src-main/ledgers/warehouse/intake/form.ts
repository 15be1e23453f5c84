import { contract } from '../../../contract'
import { recordAccess } from '../../../office/outputs/access'
import { extensionDetail } from '../exit/rows'
import { keepingDetail } from '../keeping/rows'
import { formatDate, formatMoment } from '../../../contract/display'
import { exitKinds, legalBases, partySigns } from '../../../contract/warehouse/words'
import { notFound } from '../../../kernel/fault'
import { parseDocumentNumber, formatDocumentNumber } from '../../../kernel/documentNumber'
import type { FormDefinition, Reading } from '../../../office/house'
import { personNames, unitNames } from '../../../office/people/names'
import { bureauName } from '../../../office/people/bureau'
import { opinionBoxes } from '../../../office/records/opinionBoxes'
import { signatureLines, type SignaturePlace } from '../../../office/records/signatureLines'
import type { FormBlock, FormLineColumn, FormModel } from '../../../platform/documents/formModel'
import { rowsWith } from '../../../platform/database/readRows'
import { statutoryDeadline, bureauDeadline } from '../clocks/deadlines'
import { clockFactsOf } from '../clocks/standing'
import { DetainedLine, Extension, Intake, Keeping, Standing } from '../entities'
import { intakeDetail, partySignWords } from './rows'
import { lineRows } from '../line/rows'
import { mustSee } from '../visibility'

const fact = (label: string, value: string | null | undefined, span?: 1 | 3) => ({ label, value: value ?? '', ...(span ? { span } : {}) })

const lineColumns: readonly FormLineColumn[] = [
  { key: 'name', label: '名称', kind: 'text', weight: 3 },
  { key: 'spec', label: '规格', kind: 'text', weight: 2 },
  { key: 'quantity', label: '数量', kind: 'quantity', weight: 1.5, total: true },
  { key: 'measure', label: '单位', kind: 'text', weight: 1 },
  { key: 'condition', label: '状况', kind: 'text', weight: 2 },
  { key: 'photos', label: '照片号', kind: 'text', weight: 2 }
]

/** A number as typed, filled up to the ledger's form. */
export const fullNumber = (typed: string): string => {
  const parsed = parseDocumentNumber(typed)
  return parsed ? formatDocumentNumber(parsed) : typed.trim()
}

/** Photographs of a line by number, as the list refers to them: 1-1、1-2. */
const photoNumbers = (line: DetainedLine): string => line.photoIds.map((_, index) => `${line.lineNumber}-${index + 1}`).join('、')

/** Who signs the list; where the party did not, its line says so and the witness signs. */
function intakeSigners({ partySign, opening }: Intake): readonly SignaturePlace[] {
  const signed = opening || partySign === 'signed'
  return [
    { label: '交件执法人员' },
    { label: '执法人员' },
    signed ? { label: '当事人' } : { label: '当事人', name: partySigns[partySign] },
    ...(signed ? [] : [{ label: '见证人' }]),
    { label: '仓库管理员' }
  ]
}

async function intakeForm(reading: Reading, id: string): Promise<FormModel> {
  const { manager, actor, book, calendar } = reading
  const intake = await manager.findOneBy(Intake, { id })
  if (!intake) throw notFound('入库单')
  await mustSee(manager, actor, intake.squadId, '入库单')
  const lines = await manager.find(DetainedLine, { where: { intakeId: id }, order: { lineNumber: 'ASC' } })
  const squads = await unitNames(manager, [intake.squadId])
  const facts = { ...(await clockFactsOf(manager, intake)), perishability: 'durable' as const }
  const deadline = statutoryDeadline(facts, book, calendar)?.deadline ?? bureauDeadline(facts, book)
  return {
    title: '暂扣（罚没）物品入库清单',
    number: intake.number,
    bureau: await bureauName(manager),
    copies: ['当事人', '仓库'],
    blocks: [
      {
        kind: 'facts',
        facts: [
          fact('当事人', intake.party),
          fact('地址', intake.partyAddress),
          fact('案由', intake.cause),
          fact('文书号', intake.documentNumber),
          fact('法律依据', `${legalBases[intake.basis]}${intake.onTheSpot ? '（当场）' : ''}`),
          fact('片区', squads.get(intake.squadId)),
          fact('扣押时间', formatMoment(intake.detainedAt)),
          fact('地点', intake.place),
          fact('期限起止', `${formatDate(intake.detainedOn)}至${formatDate(deadline?.dueOn)}`, 3)
        ]
      },
      {
        kind: 'lines',
        columns: lineColumns,
        minimumRows: Math.max(4, lines.length + 1),
        closed: true,
        rows: lines.map((line) => ({
          name: line.name,
          spec: [line.brand, line.spec].filter((part) => part !== '').join(' '),
          quantity: line.quantity,
          measure: line.measure,
          condition: line.condition,
          photos: photoNumbers(line)
        }))
      },
      {
        kind: 'facts',
        facts: [
          fact('执法人员', intake.officers.map((officer) => `${officer.name}（证号${officer.certificate ?? '　　　　'}）`).join('、'), 3),
          fact('当事人签名情况', partySignWords(intake), 3)
        ]
      },
      { kind: 'signatures', lines: await signatureLines(reading, [id], intakeSigners(intake)) }
    ],
    notes: ['本清单一式两份，当事人、仓库各执一份。', '当事人应在期限内到本局接受处理。']
  }
}

async function extensionForm(reading: Reading, id: string): Promise<FormModel> {
  const { manager, actor } = reading
  const extension = await manager.findOneBy(Extension, { id })
  if (!extension) throw notFound('延期申请')
  await mustSee(manager, actor, extension.squadId, '延期申请')
  const intake = await manager.findOneByOrFail(Intake, { id: extension.intakeId })
  const people = await personNames(manager, [extension.applicantId])
  const squads = await unitNames(manager, [extension.squadId])
  return {
    title: '查封（扣押）延期审批表',
    number: extension.number,
    bureau: await bureauName(manager),
    blocks: [
      {
        kind: 'facts',
        facts: [
          fact('当事人', intake.party),
          fact('文书号', intake.documentNumber),
          fact('片区', squads.get(extension.squadId)),
          fact('申请人', people.get(extension.applicantId)),
          fact('物品', intake.goods, 3),
          fact('原期限', `${formatDate(intake.detainedOn)}至${formatDate(extension.originalDueOn)}`),
          fact('拟延至', `${formatDate(extension.extendedDueOn)}（${extension.days}日）`),
          fact('理由', extension.reason, 3)
        ]
      },
      { kind: 'opinions', boxes: await opinionBoxes(reading, extension.approvalId, 'warehouse.extension') },
      { kind: 'facts', facts: [fact('告知当事人', extension.notifiedOn ? `${formatDate(extension.notifiedOn)}已告知` : '', 3)] }
    ]
  }
}

async function keepingForm(reading: Reading, id: string): Promise<FormModel> {
  const { manager, actor } = reading
  const keeping = await manager.findOneBy(Keeping, { id })
  if (!keeping) throw notFound('委托保管')
  await mustSee(manager, actor, keeping.squadId, '委托保管')
  const bureau = await bureauName(manager)
  const standings = await rowsWith(manager, Standing, 'id', keeping.lineIds, { order: { tag: 'ASC' } })
  const rows = await lineRows(reading, standings)
  const people = await personNames(manager, [keeping.responsibleId])
  const blocks: readonly FormBlock[] = [
    {
      kind: 'facts',
      facts: [
        fact('委托方', bureau, 3),
        fact('保管方', keeping.keeper),
        fact('联系方式', keeping.contact),
        fact('保管地点', keeping.address, 3),
        fact('委托期限', `${formatDate(keeping.fromDay)}至${formatDate(keeping.toDay)}`),
        fact('委托方责任人', people.get(keeping.responsibleId))
      ]
    },
    {
      kind: 'lines',
      caption: '保管物品清单',
      columns: [
        { key: 'tag', label: '编号', kind: 'text', weight: 3 },
        { key: 'name', label: '名称', kind: 'text', weight: 3 },
        { key: 'quantity', label: '数量', kind: 'quantity', weight: 1.5, total: true },
        { key: 'measure', label: '单位', kind: 'text', weight: 1 },
        { key: 'condition', label: '状况', kind: 'text', weight: 3 }
      ],
      minimumRows: rows.length + 1,
      closed: true,
      rows: rows.map((row) => ({ tag: row.tag, name: row.name, quantity: row.onHand, measure: row.measure, condition: row.condition }))
    },
    { kind: 'text', heading: '双方责任', paragraphs: [keeping.duties, '保管方不得使用、损毁、擅自转移或者处置保管物品，物品毁损灭失的应当赔偿。'] },
    { kind: 'text', heading: '检查', paragraphs: ['委托方定期检查保管情况，保管方应当配合；期满或者委托方要求时，保管方应当按清单交还。'] },
    { kind: 'signatures', lines: await signatureLines(reading, [id], ['委托方经办人', '保管人']) }
  ]
  return { title: '物品委托保管协议', number: keeping.number, bureau, copies: ['委托方', '保管方'], blocks }
}

const byNumber =
  (entity: typeof Intake | typeof Extension | typeof Keeping) =>
  async ({ manager }: Reading, number: string): Promise<string | undefined> =>
    (await manager.findOneBy<Intake | Extension | Keeping>(entity, { number: fullNumber(number) }))?.id

/** 入库清单, 延期审批 and 委托保管协议. */
export const intakeForms: readonly FormDefinition[] = [
  {
    id: 'warehouse.intake',
    name: '入库清单(两份)',
    access: recordAccess(contract.warehouse.intakes.get, intakeDetail),
    make: intakeForm,
    find: byNumber(Intake)
  },
  {
    id: 'warehouse.extension',
    name: '延期审批',
    access: recordAccess(contract.warehouse.extensions.get, extensionDetail),
    make: extensionForm,
    find: byNumber(Extension)
  },
  {
    id: 'warehouse.keeping',
    name: '委托保管协议',
    access: recordAccess(contract.warehouse.keepings.get, keepingDetail),
    make: keepingForm,
    find: byNumber(Keeping)
  }
]

/** How an exit is headed on paper. */
export const exitWords = (kind: keyof typeof exitKinds, ownerless: boolean): string => `${exitKinds[kind]}${ownerless ? '（按无主物品处理）' : ''}`
