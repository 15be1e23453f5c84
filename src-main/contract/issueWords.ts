import { z } from 'zod'

/**
 * What is wrong with a field in the user's language, where the schema itself says nothing better: zod's own words are
 * English and name types.
 */
export const issueWords: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined || issue.input === null ? '请填写这一项' : '填写的内容不是要求的种类'
    case 'too_big':
      return `不能超过${bound(issue.origin, issue.maximum)}`
    case 'too_small':
      return `不能少于${bound(issue.origin, issue.minimum)}`
    case 'invalid_format':
      return '填写的格式不对'
    case 'invalid_value':
    case 'invalid_union':
      return '请从给出的选项中选择'
    case 'unrecognized_keys':
    case 'invalid_key':
      return '含有不需要的内容'
    default:
      return '填写的内容有误'
  }
}

function bound(origin: string, limit: number | bigint): string {
  if (origin === 'string') return `${limit}个字`
  return origin === 'array' || origin === 'set' || origin === 'map' ? `${limit}项` : `${limit}`
}

z.config({ localeError: issueWords })
