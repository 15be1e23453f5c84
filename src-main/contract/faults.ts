import { z } from 'zod'

/** How a rule acts, as in the rule catalogue. */
export const ruleActs = ['BLOCK', 'NEED', 'WARN', 'CLOCK', 'LOG'] as const
export type RuleAct = (typeof ruleActs)[number]

/** What a rule says about one act: why it is held, what is missing, and where the bureau's regulation says so. */
export const findingSchema = z.object({
  rule: z.string(),
  act: z.enum(ruleActs),
  /** WARN findings pass once a written reason is given for the rule. */
  passableWithReason: z.boolean(),
  message: z.string(),
  /** Evidence that would let the act through, as a checklist. */
  missing: z.array(z.string()),
  /** Regulation and article, e.g. 洞口县局《印章管理制度》第五条第（四）项; 参照 in front where another bureau's text is applied. */
  source: z.string(),
  /** Path of the form field concerned, e.g. lines.0.quantity. */
  field: z.string().optional()
})
export type Finding = z.infer<typeof findingSchema>

export const inputIssueSchema = z.object({ path: z.string(), message: z.string() })
export type InputIssue = z.infer<typeof inputIssueSchema>

/** The closed union of faults that reach a user. */
export const faults = {
  invalid: {
    status: 422,
    message: '填写的内容有误，请按提示改正',
    data: z.object({ issues: z.array(inputIssueSchema) })
  },
  refused: { status: 409, message: '按制度不能办理', data: z.object({ findings: z.array(findingSchema) }) },
  forbidden: { status: 403, message: '您没有办理这项业务的权限', data: z.object({ needs: z.array(z.string()) }) },
  notFound: { status: 404, message: '没有找到这条记录', data: z.object({ what: z.string() }) },
  conflict: { status: 412, message: '这条记录刚被别人修改过，请刷新后重试', data: z.object({ what: z.string() }) },
  unexpected: { status: 500, message: '程序出现意外错误', data: z.object({ reference: z.string() }) }
} as const

export type FaultType = keyof typeof faults
