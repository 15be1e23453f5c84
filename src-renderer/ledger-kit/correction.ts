import type { FormField } from './formField'

/** What the applicant of a returned request says about the correction; those who decide read it first. */
export const noteField: FormField = {
  name: 'note',
  label: '补正说明',
  kind: 'longText',
  section: '重报',
  required: true,
  hint: '改了哪些栏目由系统补记，从第一步重新审批，原意见留在经过里'
}

/** The button of every form that corrects a returned request. */
export const correctionLabel = '保存并重报'
