/** What is said once the suite can be used. */
interface Ready {
  readonly url: string
  /** Folder the data are in. */
  readonly data: string
}

/**
 * The ready line for scripts, JSON; for a person at a terminal where to open the suite and how to stop it, in words.
 */
export function readyWords({ url, data }: Ready, forPerson: boolean): string {
  if (!forPerson) return JSON.stringify({ ready: true, url })
  return [
    '',
    `局务台账已就绪，请在本机浏览器中打开：${url}`,
    `The suite is ready. Open it in a browser on this computer: ${url}`,
    `数据在 ${data}，每办一件事就已存好。要停止，在这个窗口按 Ctrl+C。`,
    'To stop it, press Ctrl+C in this window.',
    ''
  ].join('\n')
}
