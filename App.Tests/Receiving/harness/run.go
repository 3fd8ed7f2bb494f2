package main

import (
	"encoding/json"
	"net/http"
	"os"
	"time"
)

func main() {
	var cases []struct {
		Headers map[string]string
		Body    []byte
		Secrets []string
		Now     int64
	}
	if err := json.NewDecoder(os.Stdin).Decode(&cases); err != nil {
		panic(err)
	}
	answers := []string{}
	for _, each := range cases {
		header := http.Header{}
		for name, value := range each.Headers {
			header.Set(name, value)
		}
		if err := Verify(header, each.Body, each.Secrets, time.Unix(each.Now, 0)); err != nil {
			answers = append(answers, err.Error())
		} else {
			answers = append(answers, "verified")
		}
	}
	if err := json.NewEncoder(os.Stdout).Encode(answers); err != nil {
		panic(err)
	}
}
