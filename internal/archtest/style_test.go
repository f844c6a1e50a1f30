package archtest

import (
	"go/ast"
	"go/doc/comment"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"
)

// maxFunc bounds a function, in lines. Half of it is the usual bound; see
// CONTRIBUTING.md.
const maxFunc = 100

// file is a parsed Go file of the module.
type file struct {
	path string
	ast  *ast.File
}

// files parses every Go file of the module that people write.
func files(t *testing.T) (*token.FileSet, []file) {
	t.Helper()
	set := token.NewFileSet()
	var out []file
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if name := d.Name(); name == "node_modules" || name == "testdata" || (strings.HasPrefix(name, ".") && name != ".." && name != ".") {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(path, ".go") {
			return nil
		}
		f, err := parser.ParseFile(set, path, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		if !ast.IsGenerated(f) {
			out = append(out, file{filepath.ToSlash(strings.TrimPrefix(path, "../../")), f})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(out) < 20 {
		t.Fatalf("found %d Go files", len(out))
	}
	return set, out
}

func TestFunctionsAreShortAndPlain(t *testing.T) {
	set, all := files(t)
	for _, f := range all {
		for _, decl := range f.ast.Decls {
			fn, ok := decl.(*ast.FuncDecl)
			if !ok || fn.Body == nil {
				continue
			}
			at := set.Position(fn.Pos())
			lines := set.Position(fn.End()).Line - at.Line + 1
			if lines > maxFunc && !isTable(f.path) {
				t.Errorf("%s:%d: %s has %d lines, more than %d", f.path, at.Line, fn.Name.Name, lines, maxFunc)
			}
			if fn.Name.Name == "init" && fn.Recv == nil {
				t.Errorf("%s:%d: init runs unasked; make what it does a value or a call", f.path, at.Line)
			}
			if hasNamedError(fn.Type) && !strings.HasSuffix(f.path, "_test.go") {
				t.Errorf("%s:%d: %s names its error result, which hides lost errors", f.path, at.Line, fn.Name.Name)
			}
		}
	}
}

// isTable reports whether long functions are expected: tables of cases.
func isTable(path string) bool { return strings.HasSuffix(path, "_test.go") }

func hasNamedError(t *ast.FuncType) bool {
	if t.Results == nil {
		return false
	}
	for _, r := range t.Results.List {
		if id, ok := r.Type.(*ast.Ident); ok && id.Name == "error" {
			for _, name := range r.Names {
				if name.Name != "_" {
					return true
				}
			}
		}
	}
	return false
}

func TestExportedNamesAreDocumented(t *testing.T) {
	set, all := files(t)
	documented := map[string]bool{} // folders with a package comment
	folders := map[string]string{}
	for _, f := range all {
		if strings.HasSuffix(f.path, "_test.go") {
			continue
		}
		dir := filepath.Dir(f.path)
		folders[dir] = f.path
		documented[dir] = documented[dir] || f.ast.Doc != nil
		for _, decl := range f.ast.Decls {
			for _, name := range undocumented(decl) {
				t.Errorf("%s:%d: %s has no comment", f.path, set.Position(name.Pos()).Line, name.Name)
			}
		}
	}
	for dir, path := range folders {
		if !documented[dir] {
			t.Errorf("%s: package %s has no package comment", path, dir)
		}
	}
}

// undocumented returns the exported names of a declaration that no comment
// covers. A comment on a group covers the group.
func undocumented(decl ast.Decl) []*ast.Ident {
	switch d := decl.(type) {
	case *ast.FuncDecl:
		if d.Doc == nil && d.Name.IsExported() && exportedReceiver(d) {
			return []*ast.Ident{d.Name}
		}
	case *ast.GenDecl:
		if d.Doc != nil {
			return nil
		}
		var out []*ast.Ident
		for _, spec := range d.Specs {
			switch s := spec.(type) {
			case *ast.TypeSpec:
				if s.Doc == nil && s.Name.IsExported() {
					out = append(out, s.Name)
				}
			case *ast.ValueSpec:
				for _, name := range s.Names {
					if s.Doc == nil && s.Comment == nil && name.IsExported() {
						out = append(out, name)
					}
				}
			}
		}
		return out
	}
	return nil
}

func exportedReceiver(d *ast.FuncDecl) bool {
	if d.Recv == nil || len(d.Recv.List) == 0 {
		return true
	}
	typ := d.Recv.List[0].Type
	if star, ok := typ.(*ast.StarExpr); ok {
		typ = star.X
	}
	if index, ok := typ.(*ast.IndexExpr); ok {
		typ = index.X
	}
	id, ok := typ.(*ast.Ident)
	return ok && id.IsExported()
}

// TestDocLinksResolve checks that links in comments, which stand in square
// brackets, name something that exists.
func TestDocLinksResolve(t *testing.T) {
	set, all := files(t)
	names := declared(all)
	for _, f := range all {
		dir := filepath.Dir(f.path)
		imports := importNames(f.ast)
		for _, group := range f.ast.Comments {
			for _, link := range docLinks(group.Text()) {
				if link.ImportPath == "" {
					if !names[dir][link.Name] && !names[dir][link.Recv+"."+link.Name] {
						t.Errorf("%s:%d: [%s] names nothing here", f.path, set.Position(group.Pos()).Line, linkText(link))
					}
					continue
				}
				pkg, ours := strings.CutPrefix(imports[link.ImportPath], module)
				if ours && !names[pkg][link.Name] && !names[pkg][link.Recv+"."+link.Name] {
					t.Errorf("%s:%d: [%s] names nothing in %s", f.path, set.Position(group.Pos()).Line, linkText(link), pkg)
				}
			}
		}
	}
}

func linkText(l *comment.DocLink) string {
	return strings.Trim(l.ImportPath+"."+l.Recv+"."+l.Name, ".")
}

// docLinks returns the links of a comment that look meant: their name is
// exported.
func docLinks(text string) []*comment.DocLink {
	p := comment.Parser{
		LookupPackage: func(name string) (string, bool) { return name, true },
		LookupSym:     func(_, name string) bool { return name != "" && unicode.IsUpper(rune(name[0])) },
	}
	var out []*comment.DocLink
	walk := func(texts []comment.Text) {
		for _, x := range texts {
			if l, ok := x.(*comment.DocLink); ok && l.Name != "" && unicode.IsUpper(rune(l.Name[0])) {
				out = append(out, l)
			}
		}
	}
	for _, block := range p.Parse(text).Content {
		if para, ok := block.(*comment.Paragraph); ok {
			walk(para.Text)
		}
	}
	return out
}

// importNames maps the names by which a file calls its imports to their paths.
func importNames(f *ast.File) map[string]string {
	out := map[string]string{}
	for _, spec := range f.Imports {
		path := strings.Trim(spec.Path.Value, `"`)
		name := path[strings.LastIndex(path, "/")+1:]
		if spec.Name != nil {
			name = spec.Name.Name
		}
		out[name] = path
	}
	return out
}

// declared is the names that each folder declares, methods and fields as
// Type.Name.
func declared(all []file) map[string]map[string]bool {
	out := map[string]map[string]bool{}
	for _, f := range all {
		dir := filepath.Dir(f.path)
		if out[dir] == nil {
			out[dir] = map[string]bool{}
		}
		for _, decl := range f.ast.Decls {
			switch d := decl.(type) {
			case *ast.FuncDecl:
				out[dir][receiver(d)+d.Name.Name] = true
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					declareSpec(out[dir], spec)
				}
			}
		}
	}
	return out
}

func receiver(d *ast.FuncDecl) string {
	if d.Recv == nil || len(d.Recv.List) == 0 {
		return ""
	}
	typ := d.Recv.List[0].Type
	if star, ok := typ.(*ast.StarExpr); ok {
		typ = star.X
	}
	if index, ok := typ.(*ast.IndexExpr); ok {
		typ = index.X
	}
	if id, ok := typ.(*ast.Ident); ok {
		return id.Name + "."
	}
	return ""
}

func declareSpec(names map[string]bool, spec ast.Spec) {
	switch s := spec.(type) {
	case *ast.ValueSpec:
		for _, name := range s.Names {
			names[name.Name] = true
		}
	case *ast.TypeSpec:
		names[s.Name.Name] = true
		switch typ := s.Type.(type) {
		case *ast.StructType:
			for _, field := range typ.Fields.List {
				for _, name := range field.Names {
					names[s.Name.Name+"."+name.Name] = true
				}
			}
		case *ast.InterfaceType:
			for _, m := range typ.Methods.List {
				for _, name := range m.Names {
					names[s.Name.Name+"."+name.Name] = true
				}
			}
		}
	}
}

// TestMarkdownLinksResolve checks that relative links in the documents lead to
// files that exist.
func TestMarkdownLinksResolve(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)#\s]+)(#[^)]*)?\)`)
	checked := 0
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "node_modules" || d.Name() == ".git") {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(path, ".md") {
			return nil
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, m := range link.FindAllStringSubmatch(string(raw), -1) {
			if strings.Contains(m[1], "://") || strings.HasPrefix(m[1], "mailto:") {
				continue
			}
			checked++
			if _, err := os.Stat(filepath.Join(filepath.Dir(path), filepath.FromSlash(m[1]))); err != nil {
				t.Errorf("%s links to %s, which does not exist", strings.TrimPrefix(path, "../../"), m[1])
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if checked == 0 {
		t.Error("no link was checked")
	}
}
