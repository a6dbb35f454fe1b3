// Renders the Helm chart's templates with Go's own text/template, which is what Helm uses, and the few functions that the
// chart asks for. It is not Helm: hooks, lookups and schemas are not there, and the chart uses none of them.
//
// render CHART VALUES.json: prints the documents.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"text/template"
)

func toYaml(value interface{}) (string, error) {
	text, err := json.Marshal(value) // JSON is YAML
	return string(text), err
}

func nindent(spaces int, text string) string {
	pad := strings.Repeat(" ", spaces)
	return "\n" + pad + strings.ReplaceAll(text, "\n", "\n"+pad)
}

func required(message string, value interface{}) (interface{}, error) {
	if value == nil || reflect.ValueOf(value).IsZero() {
		return nil, fmt.Errorf("%s", message)
	}
	return value, nil
}

func dict(pairs ...interface{}) map[string]interface{} {
	made := map[string]interface{}{}
	for i := 0; i < len(pairs); i += 2 {
		made[pairs[i].(string)] = pairs[i+1]
	}
	return made
}

func render(chart, values string) (string, error) {
	text, err := os.ReadFile(values)
	if err != nil {
		return "", err
	}
	var given map[string]interface{}
	if err := json.Unmarshal(text, &given); err != nil {
		return "", err
	}
	all := template.New("chart").Option("missingkey=error")
	all.Funcs(template.FuncMap{
		"toYaml": toYaml, "nindent": nindent, "required": required, "dict": dict,
		"quote": func(value interface{}) string { return fmt.Sprintf("%q", fmt.Sprint(value)) },
		"int": func(value interface{}) int {
			number, _ := value.(float64)
			return int(number)
		},
		"fail": func(message string) (string, error) { return "", fmt.Errorf("%s", message) },
		"list": func(items ...interface{}) []interface{} { return items },
		"last": func(items []interface{}) interface{} { return items[len(items)-1] },
		"include": func(name string, data interface{}) (string, error) {
			var out bytes.Buffer
			err := all.ExecuteTemplate(&out, name, data)
			return strings.TrimSpace(out.String()), err
		},
	})
	files, err := filepath.Glob(filepath.Join(chart, "templates", "*"))
	if err != nil {
		return "", err
	}
	if _, err := all.ParseFiles(files...); err != nil {
		return "", err
	}
	data := map[string]interface{}{"Values": given, "Release": map[string]interface{}{"Name": "test"}}
	var out bytes.Buffer
	for _, file := range files {
		if strings.HasPrefix(filepath.Base(file), "_") {
			continue
		}
		out.WriteString("---\n")
		if err := all.ExecuteTemplate(&out, filepath.Base(file), data); err != nil {
			return "", err
		}
	}
	return out.String(), nil
}

func main() {
	out, err := render(os.Args[1], os.Args[2])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Print(out)
}
