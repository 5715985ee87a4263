-- Runs pandoc's citeproc over many jobs in one process: pandoc lua oracle.lua jobs.json out.json
-- A job is {refs = CSL items, csl = path, lang = tag or nil, cites = Markdown paragraphs}.
local input = io.open(arg[1])
local jobs = pandoc.json.decode(input:read("a"), false)
input:close()

local function unwrap(el)
  return el.content
end

local function plain(blocks)
  local doc = pandoc.Pandoc(blocks):walk({
    Note = function(note)
      return pandoc.Span(pandoc.utils.blocks_to_inlines(note.content))
    end,
  })
  doc = doc:walk({
    Emph = unwrap, Strong = unwrap, Link = unwrap, Span = unwrap, SmallCaps = unwrap,
    Superscript = unwrap, Subscript = unwrap, Underline = unwrap,
  })
  local options = pandoc.WriterOptions({ wrap_text = "none", columns = 100000 })
  return (pandoc.write(doc, "plain", options):gsub("^%s+", ""):gsub("%s+$", ""))
end

local out = {}
for i, job in ipairs(jobs) do
  local references = pandoc.read(pandoc.json.encode(job.refs), "csljson").meta.references
  local body = pandoc.read(table.concat(job.cites or {}, "\n\n"), "markdown")
  local doc = pandoc.Pandoc(body.blocks, pandoc.Meta({ references = references, csl = job.csl }))
  doc.meta["link-bibliography"] = true
  if job.lang then
    doc.meta.lang = job.lang
  end
  doc.meta.nocite = pandoc.read("@*", "markdown").blocks[1].content
  local ok, result = pcall(pandoc.utils.citeproc, doc)
  local found = { cites = {}, bibliography = {} }
  if not ok then
    found.error = tostring(result)
  else
    for _, block in ipairs(result.blocks) do
      if block.t == "Div" and block.identifier == "refs" then
        for _, entry in ipairs(block.content) do
          found.bibliography[#found.bibliography + 1] =
            { entry.identifier:sub(5), plain(entry.content) }
        end
      else
        found.cites[#found.cites + 1] = plain({ block })
      end
    end
  end
  out[i] = found
end

local output = io.open(arg[2], "w")
output:write(pandoc.json.encode(out))
output:close()
