/** Password all accounts of the demo bureau share; shown on its sign-in page. */
export const demoPassword = 'Demo2026'

/** PIN all people of the demo bureau sign with. */
export const demoPin = '135790'
