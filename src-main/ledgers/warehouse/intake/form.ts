import { contract } from '../../../contract'
import { recordAccess } from '../../../office/outputs/access'
import { extensionDetail } from '../exit/rows'
import { keepingDetail } from '../keeping/rows'
import { formatDate, formatMoment } from '../../../contract/display'
import { clockKinds, decisionKinds, exitKinds, legalBases, partySigns } from '../../../contract/warehouse/words'
import { MoreThan } from 'typeorm'
import type { RuleBook } from '../../../kernel/rules/rule'
import type { WorkingCalendar } from '../../../kernel/workingCalendar'
import { notFound } from '../../../kernel/fault'
import { parseDocumentNumber, formatDocumentNumber } from '../../../kernel/documentNumber'
import { ownRecord, type FormDefinition, type Reading } from '../../../office/house'
import { personNames, unitNames } from '../../../office/people/names'
import { bureauName } from '../../../office/people/bureau'
import { opinionBoxes } from '../../../office/records/opinionBoxes'
import { signatureLines, type SignaturePlace } from '../../../office/records/signatureLines'
import type { FormAddition, FormBlock, FormFact, FormLineColumn, FormModel } from '../../../platform/documents/formModel'
import { rowsWith } from '../../../platform/database/readRows'
import { approvalDays, clockAtIntake } from '../clocks/standing'
import { WH_05 } from '../rules/clocks'
import { DetainedLine, Extension, GoodsDecision, Intake, Keeping, Standing, Testing } from '../entities'
import { intakeDetail, partySignWords } from './rows'
import { lineRows } from '../line/rows'
import { mustSee } from '../visibility'

const fact = (label: string, value: string | null | undefined, span?: 1 | 3) => ({ label, value: value ?? '', ...(span ? { span } : {}) })

const lineColumns: readonly FormLineColumn[] = [
  { key: 'name', label: '名称', kind: 'text', weight: 3 },
  { key: 'spec', label: '规格', kind: 'text', weight: 2 },
  { key: 'quantity', label: '数量', kind: 'quantity', weight: 1.5, total: true, per: 'measure' },
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
function intakeSigners({ partySign, opening, refusalWitness }: Intake): readonly SignaturePlace[] {
  const signed = opening || partySign === 'signed'
  return [
    { label: '交件执法人员' },
    { label: '执法人员' },
    signed ? { label: '当事人' } : { label: '当事人', name: partySigns[partySign] },
    ...(signed ? [] : [{ label: '见证人', name: refusalWitness }]),
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
          fact('措施', `${legalBases[intake.basis]}${intake.onTheSpot ? '（当场）' : ''}`),
          fact('法律依据', statuteOf(intake, book)),
          fact('片区', squads.get(intake.squadId)),
          fact('扣押时间', formatMoment(intake.detainedAt)),
          fact('地点', intake.place),
          ...periodFacts(intake, lines, book, calendar)
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
      { kind: 'signatures', lines: await signatureLines(reading, [id], intakeSigners(intake)) },
      { kind: 'text', paragraphs: [], closing: { name: `${await bureauName(manager)}（印章）`, date: intake.day } }
    ],
    notes: ['本清单一式两份，当事人、仓库各执一份。', '当事人应在期限内到本局接受处理。', ...remedies(intake)],
    additions: await laterActs(reading, intake)
  }
}

/** Statute and article of the measure, as the bureau has set them for WH-05; none for goods somebody left behind. */
function statuteOf({ basis }: Intake, book: RuleBook): string {
  const laws = WH_05.values(book)
  return { preservation: laws.preservationLaw, seizure: laws.seizureLaw, confiscation: laws.confiscationLaw, abandoned: '' }[basis]
}

/** The period that leads for each kind of goods on the list, with its rule, as on the day they were taken in. */
function periodFacts(intake: Intake, lines: readonly DetainedLine[], book: RuleBook, calendar: WorkingCalendar): FormFact[] {
  const kinds = [...new Set(lines.map(({ perishability }) => perishability))]
  return kinds.map((perishability) => {
    const clock = clockAtIntake(intake, { perishability }, book, calendar)
    const goods = lines.filter((line) => line.perishability === perishability).map(({ name }) => name)
    const whose = kinds.length === 1 ? '' : `${[...new Set(goods)].join('、')}：`
    const label = kinds.length === 1 ? '期限起止' : perishability === 'perishable' ? '易腐物品期限' : '其他物品期限'
    const words = clock
      ? `${formatDate(intake.detainedOn)}至${formatDate(clock.deadline.dueOn)}（${clockKinds[clock.kind]}，${clock.rule}）`
      : '未能推算'
    return fact(label, `${whose}${words}`, 3)
  })
}

/** Administrative measures against the party say how it may be contested. */
function remedies({ basis }: Intake): readonly string[] {
  if (basis !== 'seizure' && basis !== 'preservation') return []
  return ['对本措施不服的，可以自收到本清单之日起六十日内申请行政复议，或者六个月内提起行政诉讼。']
}

/** What moved the period after the list was signed, each with its day. */
async function laterActs({ manager }: Reading, intake: Intake): Promise<readonly FormAddition[]> {
  const of = { where: { intakeId: intake.id } }
  const extensions = (await manager.find(Extension, of)).filter(({ state }) => state === 'approved')
  const approvedOn = await approvalDays(manager, extensions)
  const testings = await manager.find(Testing, of)
  const decisions = await manager.find(GoodsDecision, of)
  const acts = [
    ...extensions.map(({ number, approvalId, submittedOn, days, extendedDueOn }) => ({
      date: approvedOn.get(approvalId ?? '') ?? submittedOn,
      text: `查封扣押期限经批准延长${days}日，至${formatDate(extendedDueOn)}（${number}）`
    })),
    ...testings.map(({ fromDay, toDay, agency, noticeNumber }) => ({
      date: fromDay,
      text: `${formatDate(fromDay)}至${formatDate(toDay)}送${agency}检测，期间不计入期限（${noticeNumber}）`
    })),
    ...decisions.map(({ kind, decidedOn, documentNumber }) => ({ date: decidedOn, text: `作出决定：${decisionKinds[kind]}（${documentNumber}）` }))
  ]
  return acts.sort((a, b) => (a.date < b.date ? -1 : 1))
}

const HEAD = '主要领导意见'

async function extensionForm(reading: Reading, id: string): Promise<FormModel> {
  const { manager, actor } = reading
  const extension = await manager.findOneBy(Extension, { id })
  if (!extension) throw notFound('延期申请')
  await mustSee(manager, actor, extension.squadId, '延期申请')
  const intake = await manager.findOneByOrFail(Intake, { id: extension.intakeId })
  const people = await personNames(manager, [extension.applicantId])
  const squads = await unitNames(manager, [extension.squadId])
  const boxes = await opinionBoxes(reading, extension.approvalId, 'warehouse.extension')
  const held = await manager.find(Standing, { where: { intakeId: intake.id, onHand: MoreThan(0) }, order: { tag: 'ASC' } })
  const testings = await manager.find(Testing, { where: { intakeId: intake.id }, order: { fromDay: 'ASC' } })
  const proof = extension.noticeAttachmentId ? '，告知凭证存档' : '，未存告知凭证'
  const notice = extension.notifiedOn ? `${formatDate(extension.notifiedOn)}已告知${proof}` : ''
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
          fact('原期限', `${formatDate(intake.detainedOn)}至${formatDate(extension.originalDueOn)}`),
          fact('拟延至', `${formatDate(extension.extendedDueOn)}（${extension.days}日）`),
          fact('检测期间', testings.map(({ fromDay, toDay }) => `${formatDate(fromDay)}至${formatDate(toDay)}`).join('、') || '无', 3),
          fact('理由', extension.reason, 3)
        ]
      },
      {
        kind: 'lines',
        caption: '物品',
        columns: [
          { key: 'tag', label: '编号', kind: 'text', weight: 3 },
          { key: 'name', label: '名称', kind: 'text', weight: 3 },
          { key: 'quantity', label: '在库数量', kind: 'quantity', weight: 1.5, total: true, per: 'measure' },
          { key: 'measure', label: '单位', kind: 'text', weight: 1 }
        ],
        rows: held.map(({ tag, name, onHand, measure }) => ({ tag, name, quantity: onHand, measure }))
      },
      { kind: 'opinions', boxes: boxes.some(({ label }) => label === HEAD) ? boxes : [...boxes, { label: HEAD }] },
      { kind: 'facts', facts: [fact('告知当事人', notice, 3)] },
      { kind: 'signatures', lines: [{ label: '当事人签收' }, { label: '送达人' }] }
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
        { key: 'quantity', label: '数量', kind: 'quantity', weight: 1.5, total: true, per: 'measure' },
        { key: 'measure', label: '单位', kind: 'text', weight: 1 },
        { key: 'condition', label: '状况', kind: 'text', weight: 3 }
      ],
      minimumRows: rows.length + 1,
      closed: true,
      rows: rows.map((row) => ({ tag: row.tag, name: row.name, quantity: row.onHand, measure: row.measure, condition: row.condition }))
    },
    { kind: 'text', heading: '双方责任', paragraphs: [keeping.duties, '保管方不得使用、损毁、擅自转移或者处置保管物品，物品毁损灭失的应当赔偿。'] },
    { kind: 'text', heading: '检查', paragraphs: ['委托方定期检查保管情况，保管方应当配合；期满或者委托方要求时，保管方应当按清单交还。'] },
    { kind: 'text', heading: '费用', paragraphs: ['保管费用由委托方承担，保管方不得向当事人收取。'] },
    { kind: 'signatures', lines: await signatureLines(reading, [id], ['委托方经办人', '保管人']) },
    { kind: 'signatures', lines: [{ label: '委托方（盖章）' }, { label: '保管方（盖章）' }] }
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
    bears: { intake: ownRecord },
    access: recordAccess(contract.warehouse.intakes.get, intakeDetail),
    make: intakeForm,
    find: byNumber(Intake)
  },
  {
    id: 'warehouse.extension',
    name: '延期审批',
    bears: { extension: ownRecord },
    access: recordAccess(contract.warehouse.extensions.get, extensionDetail),
    make: extensionForm,
    find: byNumber(Extension)
  },
  {
    id: 'warehouse.keeping',
    name: '委托保管协议',
    bears: { keeping: ownRecord },
    access: recordAccess(contract.warehouse.keepings.get, keepingDetail),
    make: keepingForm,
    find: byNumber(Keeping)
  }
]

/** How an exit is headed on paper. */
export const exitWords = (kind: keyof typeof exitKinds, ownerless: boolean): string => `${exitKinds[kind]}${ownerless ? '（按无主物品处理）' : ''}`
