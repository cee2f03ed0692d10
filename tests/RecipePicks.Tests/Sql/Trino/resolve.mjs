// dt-sql-parser is written for bundlers: its imports name files without their endings, and folders.
export async function resolve(specifier, context, next) {
  for (const ending of ["", ".js", "/index.js"]) {
    try {
      return await next(specifier + ending, context);
    } catch (e) {
      if (!["ERR_MODULE_NOT_FOUND", "ERR_UNSUPPORTED_DIR_IMPORT"].includes(e.code) || ending === "/index.js") throw e;
    }
  }
}

export async function load(url, context, next) {
  return next(url, url.includes("/dt-sql-parser/dist/") ? { ...context, format: "module" } : context);
}
