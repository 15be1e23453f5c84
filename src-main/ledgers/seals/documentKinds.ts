import { documentKinds, type DocumentKind, type DocumentTemplate, type Ink, type SealKind } from '../../contract/seals'

type TemplateData = Omit<DocumentTemplate, 'kind' | 'label'>

const template = (purpose: string, sealKinds: readonly SealKind[], more: Partial<TemplateData> = {}): TemplateData => ({
  purpose,
  sealKinds,
  impressionsPerCopy: 1,
  external: true,
  enforcement: false,
  authorised: false,
  ...more
})

const internal = { external: false }
// 报表、证明等常规性用印，办公室主任可按授权审批：DK-05 五（一）1
const routine = { authorised: true }
const enforcement = { enforcement: true }

/** A template per kind of document; kinds of seals as DK-05 四 and BC-03 十四 assign them. */
const templates: Readonly<Record<DocumentKind, TemplateData>> = {
  officialDocument: template('制发公文', ['bureau']),
  partyDocument: template('制发党组公文', ['partyGroup']),
  partyReview: template('党组审核', ['partyGroup']),
  award: template('颁发奖状、证书', ['bureau', 'partyGroup']),
  penaltyNotice: template('行政处罚告知', ['bureau', 'caseReview'], enforcement),
  penaltyDecision: template('作出行政处罚决定', ['bureau', 'caseReview', 'personal'], enforcement),
  seizureDecision: template('实施查封扣押', ['bureau', 'caseReview'], enforcement),
  reconsideration: template('行政复议', ['bureau'], enforcement),
  caseDocument: template('办理案件', ['bureau', 'caseReview'], enforcement),
  report: template('报送报表', ['bureau', 'unit', 'institution'], routine),
  contract: template('签订合同', ['contract', 'bureau'], { impressionsPerCopy: 2 }),
  powerOfAttorney: template('委托办事', ['bureau']),
  introduction: template('外出调查、联系工作', ['bureau'], routine),
  certificate: template('出具证明', ['bureau'], routine),
  procurementReview: template('政府采购审核', ['bureau'], routine),
  fundingApproval: template('资金审批', ['bureau'], routine),
  travelAbroad: template('出国（境）审批', ['bureau'], routine),
  enterpriseReview: template('企业设立登记审核', ['personal']),
  partyMember: template('发展新党员审批', ['personal', 'partyGroup'], internal),
  cheque: template('支付款项', ['finance', 'personal']),
  receipt: template('收支票据、账册', ['finance']),
  jointReview: template('联审会签报账', ['jointReview'], internal),
  licence: template('作出行政许可', ['approval', 'bureau']),
  approvalDocument: template('办理行政审批', ['approval']),
  unitReport: template('向分管领导报送', ['unit', 'institution'], internal),
  assessment: template('年度考核', ['bureau', 'partyGroup', 'unit', 'institution'], internal),
  other: template('其他用印', ['bureau', 'partyGroup', 'personal', 'institution'])
}

/** The template of a kind of document. */
export function templateOf(kind: DocumentKind): DocumentTemplate {
  return { kind, label: documentKinds[kind], ...templates[kind] }
}

/** All templates in the order people choose from. */
export const allTemplates: readonly DocumentTemplate[] = (Object.keys(documentKinds) as DocumentKind[]).map(templateOf)

/** What a seal of a kind is used for unless its own scope is set (DK-05 四, SEAL-01). */
export function defaultScope(kind: SealKind): readonly DocumentKind[] {
  return allTemplates.filter((each) => each.sealKinds.includes(kind)).map((each) => each.kind)
}

/** The scope in words, as the register prints it. */
export const scopeWords = (scope: readonly DocumentKind[]): string =>
  scope.map((kind) => documentKinds[kind]).join('、')

/** The ink a kind of seal is used with (SEAL-13, DK-05 五（三）). */
export const inkFor = (kind: SealKind): Ink => (kind === 'caseReview' ? 'blue' : 'red')

const titleWords: readonly (readonly [RegExp, DocumentKind])[] = [
  [/处罚告知/, 'penaltyNotice'],
  [/处罚决定/, 'penaltyDecision'],
  [/查封|扣押/, 'seizureDecision'],
  [/复议/, 'reconsideration'],
  [/许可/, 'licence'],
  [/合同|协议/, 'contract'],
  [/委托书/, 'powerOfAttorney'],
  [/介绍信/, 'introduction'],
  [/政府采购/, 'procurementReview'],
  [/资金/, 'fundingApproval'],
  [/出国|出境/, 'travelAbroad'],
  [/荣誉|奖状|证书/, 'award'],
  [/考核/, 'assessment'],
  [/报表/, 'report'],
  [/证明/, 'certificate'],
  [/支票/, 'cheque'],
  [/票据|账册|发票/, 'receipt'],
  [/总结|计划|报告|请示/, 'unitReport'],
  [/通知|意见|函|批复|决定/, 'officialDocument']
]

/** The kind a document's title speaks of; `other` when it says nothing. Used for entries of older books only. */
export function kindOfTitle(title: string): DocumentKind {
  return titleWords.find(([words]) => words.test(title))?.[1] ?? 'other'
}

const sealWords: readonly (readonly [RegExp, SealKind])[] = [
  [/党组|党委/, 'partyGroup'],
  [/财务/, 'finance'],
  [/案件|核审/, 'caseReview'],
  [/行政审批|审批专用/, 'approval'],
  [/合同/, 'contract'],
  [/联审|会签/, 'jointReview'],
  [/私章|个人|法人|名章/, 'personal'],
  [/事业|所公章|中心/, 'institution'],
  [/科|股|队|内设|部门/, 'unit'],
  [/局|公章|行政章|单位/, 'bureau']
]

/** The kind a seal's name or a hand-written kind speaks of; undefined when it says nothing. */
export function kindOfSealName(name: string): SealKind | undefined {
  return sealWords.find(([words]) => words.test(name))?.[1]
}
