/** Whether an address may stand in a link: one of the web, without anything that Markdown or HTML would read otherwise. */
export function isAddress(url: string | null | undefined): url is string {
  return /^https?:\/\/[\w.:-]+\/[\w./-]+$/.test(url ?? '')
}
