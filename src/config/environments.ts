/** The servers of the API by the name of `--env`. Source: `servers` of api/sales-2.0.openapi.yaml; sandbox is leadferry's own stand-in. */
export const environments = {
  production: 'https://apigw-prd.3ds.com',
  ppt: 'https://apigw-ppt.3ds.com',
  qal: 'https://apigw-qal.3ds.com',
  ptd: 'https://apigw-ptd.3ds.com',
  ppd: 'https://apigw-ppd.3ds.com',
  sandbox: 'http://127.0.0.1:4010',
} as const satisfies Record<string, string>;

export type EnvironmentName = keyof typeof environments;

/** Whether an origin is the production server, which asks for confirmation before anything is sent. */
export function isProduction(origin: string): boolean {
  return origin === environments.production;
}
