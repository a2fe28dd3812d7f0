/**
 * Service quotas of AWS DRS for an account and Region ('AWS Elastic Disaster Recovery endpoints and quotas', AWS General
 * Reference). Other people's jobs count too.
 */
export const quotas = { serversPerJob: 100, jobs: 20, servers: 500 } as const
