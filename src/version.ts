/** The action's version, as package.json has it. AWS sees it in the user agent, auditors in the evidence. */
export const version = '0.1.0'
